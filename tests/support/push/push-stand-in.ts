/** What all stand-ins for push services share: the side of the senders, and methods for tests. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { randomUUID } from 'node:crypto'
import { HOST, listen, type Listening } from './listening.ts'
import type { PushMessage } from './message-queue.ts'
import {
  giveAnswer,
  PlannedAnswers,
  type PlannedAnswer,
  type PlanScope,
} from './planned-answers.ts'
import { judgePush, MAX_BODY_BYTES, type Verdict } from './push-endpoint.ts'
import { PushLog, type Match, type PushRequest } from './push-log.ts'
import type { PushNetwork } from './push-network.ts'

export interface StandInOptions {
  /** Shared with other push services, so that one server reaches them all; else one of its own. */
  readonly network?: PushNetwork
  /** Judges how old tokens and messages are; milliseconds since 1970. */
  readonly now?: () => number
}

/** A live subscription, as the senders' side sees it. */
export interface Mailbox {
  readonly applicationServerKey: string | null
  deliver(message: PushMessage): void
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

export abstract class PushStandIn {
  readonly network: PushNetwork
  readonly log = new PushLog()
  protected readonly now: () => number
  readonly #ownsNetwork: boolean
  readonly #plans = new PlannedAnswers()
  #listening: Listening | null = null

  protected constructor(network: PushNetwork, { network: given, now = Date.now }: StandInOptions) {
    this.network = network
    this.#ownsNetwork = given === undefined
    this.now = now
  }

  /** The live subscription of this address; null where there is none. */
  protected abstract find(endpoint: string): Mailbox | null

  /** Ends a subscription here: senders get 410, the browser is not told. */
  abstract end(endpoint: string): void

  /** What a server's process needs in its environment to reach this service. */
  get serverEnv(): Readonly<Record<string, string>> {
    return this.network.serverEnv
  }

  /** Waits for an accepted push, past or coming. */
  async pushed(match: Match = () => true, timeoutMs?: number): Promise<PushRequest> {
    const isIt: Match = (request) => request.accepted && match(request)
    const [first] = await this.log.atLeast(1, isIt, timeoutMs)
    if (!first) throw new Error('no push')
    return first
  }

  /** From now on, answers requests like this, whatever their check says. Returns how to undo it. */
  answer(answer: PlannedAnswer, scope?: PlanScope): () => void {
    return this.#plans.add(answer, scope)
  }

  /** `https://` and the address on this machine, for endpoints that have no name on the internet. */
  protected get ownOrigin(): string {
    return `https://${HOST}:${this.port}`
  }

  protected get port(): number {
    if (!this.#listening) throw new Error('the push service has not started')
    return this.#listening.port
  }

  protected async open(hosts: readonly string[]): Promise<void> {
    const { key, cert } = this.network.certificate
    const server = createServer({ key, cert }, (request, response) => {
      this.#onRequest(request, response).catch((error: unknown) => response.destroy(asError(error)))
    })
    this.#listening = await listen(server)
    for (const host of [...hosts, `${HOST}:${this.port}`]) this.network.serve(host, this.port)
  }

  async close(): Promise<void> {
    await this.#listening?.close()
    if (this.#ownsNetwork) await this.network.close()
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request)
    const record: Writable<PushRequest> = { ...received, ...OPEN }
    this.log.add(record)
    response.on('close', () => (record.endedAt = performance.now()))
    const plan = this.#plans.take(record.endpoint)
    if (plan?.kind === 'hold') await plan.until

    const mailbox = this.find(record.endpoint)
    const verdict = this.#judge(request, record, mailbox)
    if (!verdict.ok) record.refusal = { status: verdict.status, reason: verdict.reason }
    if (plan && plan.kind !== 'hold') {
      record.status = giveAnswer(plan, response)
    } else if (!verdict.ok) {
      const { status, reason: text } = verdict
      record.status = giveAnswer({ kind: 'status', status, text }, response)
    } else {
      const { ttlS, topic } = verdict
      const { body } = record
      const message = { id: randomUUID(), body, topic, ttlS, acceptedAt: this.now() }
      record.status = 201
      record.accepted = true
      const location = new URL(`/message/${message.id}`, record.endpoint).href
      response.writeHead(201, { location, ttl: String(ttlS) }).end()
      mailbox?.deliver(message)
    }
  }

  #judge(request: IncomingMessage, record: PushRequest, mailbox: Mailbox | null): Verdict {
    if (record.method !== 'POST') return { ok: false, status: 405, reason: 'only POST' }
    if (!mailbox) return { ok: false, status: 410, reason: 'no such subscription' }
    const { body, bodyLength, endpoint } = record
    const { applicationServerKey } = mailbox
    const target = { origin: new URL(endpoint).origin, applicationServerKey }
    return judgePush({ headers: request.headers, body, bodyLength }, target, this.now())
  }
}

/** A request that has no answer yet. */
const OPEN = { refusal: null, status: null, accepted: false, endedAt: null }

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

async function receive(request: IncomingMessage) {
  const receivedAt = performance.now()
  const header = (name: string) => request.headers[name]?.toString() ?? null
  const chunks: Buffer[] = []
  let bodyLength = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (bodyLength < MAX_BODY_BYTES) chunks.push(chunk)
    bodyLength += chunk.length
  }
  return {
    endpoint: `https://${header('host') ?? ''}${request.url ?? ''}`,
    method: request.method ?? '',
    receivedAt,
    ttl: header('ttl'),
    urgency: header('urgency'),
    topic: header('topic'),
    contentEncoding: header('content-encoding'),
    bodyLength,
    body: Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES),
  }
}
