/** Every request that reached a push service, for tests to look at. */
import type { Refusal } from './vapid-check.ts'
import { PATIENCE_MS, until } from '../until.ts'

/** One request of a sender. Headers are as sent, null where there was none. */
export interface PushRequest {
  /** The whole address that the sender has. */
  readonly endpoint: string
  readonly method: string
  /** Milliseconds, by `performance.now()`. */
  readonly receivedAt: number
  readonly ttl: string | null
  readonly urgency: string | null
  readonly topic: string | null
  readonly contentEncoding: string | null
  readonly bodyLength: number
  /** As it came, encrypted; at most the first 4096 bytes. */
  readonly body: Buffer
  /** What is wrong with the request, whatever was answered; null where nothing is. */
  readonly refusal: Refusal | null
  /** The status that was told; null as long as there is no answer. */
  readonly status: number | null
  /** Whether the message was taken for delivery. */
  readonly accepted: boolean
  /** When the answer was over or the sender went, by `performance.now()`. */
  readonly endedAt: number | null
}

export type Match = (request: PushRequest) => boolean

export class PushLog {
  readonly #requests: PushRequest[] = []

  add(request: PushRequest): void {
    this.#requests.push(request)
  }

  get all(): readonly PushRequest[] {
    return this.#requests
  }

  get accepted(): readonly PushRequest[] {
    return this.#requests.filter(({ accepted }) => accepted)
  }

  /** Requests that were themselves wrong, whatever was answered. */
  get refused(): readonly PushRequest[] {
    return this.#requests.filter(({ refusal }) => refusal !== null)
  }

  /** Waits until so many requests match, of those before and those to come; returns them. */
  atLeast(
    count: number,
    match: Match = () => true,
    timeoutMs = PATIENCE_MS,
  ): Promise<readonly PushRequest[]> {
    const what = () =>
      this.#requests.map(({ status, refusal }) => refusal?.reason ?? String(status)).join(', ')
    return until(
      `${count} requests at the push service`,
      () => {
        const found = this.#requests.filter(match)
        if (found.length < count) throw new Error(`there were: ${what() || 'none'}`)
        return found
      },
      timeoutMs,
    )
  }
}
