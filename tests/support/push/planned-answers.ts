/** Faulty responses that a test makes a push service give. */
import type { ServerResponse } from 'node:http'

/** Between two bytes of a body that drips. */
const DRIP_MS = 1_000
const HUGE_BYTES = 300 * 1024 * 1024
const CHUNK = Buffer.alloc(64 * 1024, 'x')

export type PlannedAnswer =
  | {
      readonly kind: 'status'
      readonly status: number
      /** Seconds, or whatever the header is to say. */
      readonly retryAfter?: number | string
      readonly text?: string
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'stall' }
  /** Head at once, then a byte of body a second, without end. */
  | { readonly kind: 'drip'; readonly status?: number }
  /** Head and half of the body that it announced, then the connection is cut. */
  | { readonly kind: 'abort'; readonly status?: number }
  /** A body of 300 MiB, or as said. */
  | { readonly kind: 'huge'; readonly status?: number; readonly bytes?: number }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** Checks and delivers as usual, but only after this has resolved. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }

export interface PlanScope {
  /** Only for this subscription. */
  readonly endpoint?: string
  /** Only for so many requests; else until the plan is undone. */
  readonly times?: number
}

interface Plan {
  readonly answer: PlannedAnswer
  readonly endpoint: string | undefined
  left: number
}

/** The plans of one service. The oldest plan that matches a request applies. */
export class PlannedAnswers {
  #plans: Plan[] = []

  /** Returns what undoes it. */
  add(answer: PlannedAnswer, { endpoint, times = Infinity }: PlanScope = {}): () => void {
    const plan: Plan = { answer, endpoint, left: times }
    this.#plans.push(plan)
    return () => {
      this.#plans = this.#plans.filter((other) => other !== plan)
    }
  }

  /** The plan for a request to this endpoint; counts as followed. */
  take(endpoint: string): PlannedAnswer | null {
    const plan = this.#plans.find(
      ({ endpoint: only, left }) => left > 0 && (only === undefined || only === endpoint),
    )
    if (!plan) return null
    plan.left -= 1
    return plan.answer
  }
}

/** Gives an answer that goes wrong. Returns the status that the sender is told, null for none. */
export function giveAnswer(
  answer: Exclude<PlannedAnswer, { kind: 'hold' }>,
  response: ServerResponse,
): number | null {
  switch (answer.kind) {
    case 'status': {
      const { status, retryAfter, text = '' } = answer
      const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
      response.writeHead(status, { 'content-type': 'text/plain', ...wait }).end(text)
      return status
    }
    case 'stall':
      return null
    case 'drip':
      drip(response.writeHead(answer.status ?? 201))
      return answer.status ?? 201
    case 'abort':
      response.writeHead(answer.status ?? 201, { 'content-length': CHUNK.length * 2 })
      response.write(CHUNK, () => response.destroy())
      return answer.status ?? 201
    case 'huge':
      pour(response.writeHead(answer.status ?? 201), answer.bytes ?? HUGE_BYTES)
      return answer.status ?? 201
    case 'redirect':
      response.writeHead(answer.status ?? 307, { location: answer.to }).end()
      return answer.status ?? 307
    default:
      return answer satisfies never
  }
}

function drip(response: ServerResponse): void {
  response.write('x')
  const timer = setInterval(() => response.write('x'), DRIP_MS)
  response.on('close', () => clearInterval(timer))
}

/** Writes so many bytes, as fast as they are read. */
function pour(response: ServerResponse, bytes: number): void {
  let left = bytes
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const chunk = left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK
      left -= chunk.length
      if (!response.write(chunk)) return void response.once('drain', more)
    }
    response.end()
  }
  more()
}
