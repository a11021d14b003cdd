/**
 * STUN and TURN servers for a call. Their credentials are short-lived and given only to a leg of a
 * live call, so they are requested for each call, ahead of their use.
 */
import type { IceServer, Reply } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'
import type { CallWindow } from './machine/model.ts'

interface Requester {
  request(message: { type: 'ice.get'; callId: string }, signal?: AbortSignal): Promise<Reply>
}

/** Timeout for getting the servers, ms: most calls connect without a relay. */
const PATIENCE_MS = 2_000
/** Requested again when they expire in less than this, ms. */
const SPARE_MS = 120_000
/** Their lifetime if the server does not say, ms. */
const TTL_MS = 3_600_000

interface Known {
  readonly servers: IceServer[]
  readonly until: number
}

export class IceServers {
  readonly #server: Requester
  readonly #timer: Timer
  readonly #now: () => number
  #callId: string | null = null
  /** For which state of which call they were requested ahead. */
  #preparedFor = ''
  #known: Known | null = null
  #pending: Promise<Known | null> | null = null

  constructor(server: Requester, timer: Timer, now: () => number) {
    this.#server = server
    this.#timer = timer
    this.#now = now
  }

  /** Requests them while the call rings, so that they are there at the answer. */
  follow(now: CallWindow): void {
    if ((now.doing !== 'live' && now.doing !== 'claiming') || now.peer === null) return
    const { callId } = now.ids
    // The server may refuse them to a claim; once the call is live they are requested again.
    if (this.#preparedFor === now.doing + callId) return
    this.#preparedFor = now.doing + callId
    this.prepare(callId)
  }

  /** Requests them ahead, unless fresh ones are known or on their way. */
  prepare(callId: string): void {
    if (this.#callId !== callId) {
      this.#callId = callId
      this.#known = null
      this.#pending = null
    }
    if (this.#pending !== null || this.#isGood()) return
    const pending = this.#ask(callId)
    this.#pending = pending
    void pending.then((known) => {
      if (this.#pending !== pending) return
      this.#pending = null
      this.#known = known ?? this.#known
    })
  }

  /** The servers, or none if they do not arrive in time. Never rejects. */
  async get(): Promise<IceServer[]> {
    if (this.#callId !== null) this.prepare(this.#callId)
    if (this.#isGood()) return this.#known?.servers ?? []
    const late = new Promise<null>((settle) => {
      this.#timer(PATIENCE_MS, () => settle(null))
    })
    const known = await Promise.race([this.#pending ?? late, late])
    return known?.servers ?? this.#known?.servers ?? []
  }

  #isGood(): boolean {
    return this.#known !== null && this.#known.until - SPARE_MS > this.#now()
  }

  async #ask(callId: string): Promise<Known | null> {
    const reply = await this.#server.request({ type: 'ice.get', callId })
    if (!reply.ok) return null
    const { iceServers, iceTtlMs = TTL_MS } = reply.data
    return { servers: iceServers ?? [], until: this.#now() + iceTtlMs }
  }
}
