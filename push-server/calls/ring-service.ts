/**
 * What a service worker may do with its ring token: read the ring, report it, answer and decline. The
 * token is the permission. No session is needed, since it may have expired meanwhile.
 */
import { isUnanswered } from '../../protocol/call.ts'
import type { CallOutcome, KnownCall } from '../known-call.ts'
import { isSameSecret, sha256 } from '../random.ts'
import type { Db } from '../store/tables.ts'
import type { CallEvents } from './call-events.ts'
import { loadCall } from './call-rows.ts'
import { refuse } from './call-transactions.ts'
import type { CallTransactions } from './call-transactions.ts'
import type { Claims } from './claims.ts'
import type { CallDeps } from './call-deps.ts'
import { dropStop } from './ring-outbox.ts'

/** How long after its end a ring can be read. */
const READABLE_MS = 86_400_000
/** Poll timeout. */
const POLL_MS = 25_000

/** Polls held for one call at most; a further one makes the oldest return. */
const MAX_POLLS = 64

/** The device and call that a ring token belongs to. */
type Ringer = NonNullable<Awaited<ReturnType<typeof findRinger>>>

/** What a token's holder may see, or why not. */
export type RingReply =
  | { readonly ok: true; readonly known: KnownCall; readonly viewer: Ringer }
  | Extract<CallOutcome, { ok: false }>

/** What ring tokens act upon. */
export interface RingServiceDeps extends Pick<CallDeps, 'store' | 'clock' | 'onRungByPush'> {
  readonly transactions: CallTransactions
  readonly claims: Claims
  readonly events: CallEvents
}

/** Serves the holders of ring tokens. */
export class RingService {
  readonly #deps: RingServiceDeps
  /** By call: the functions that end its polls, each with the `rev` that its reader knows. */
  readonly #waiting = new Map<string, Map<() => void, number>>()
  #stopped = false

  constructor(deps: RingServiceDeps) {
    this.#deps = deps
    deps.transactions.onChange(({ call }) => this.#wake(call.id, call.rev))
  }

  /** A worker shows the notification. */
  async ringing(token: string): Promise<CallOutcome> {
    const ringer = await this.#ringer(token)
    if (ringer === null) return refuse('unknown-call')
    this.#deps.onRungByPush?.(ringer.deviceId)
    return this.#deps.events.ringing(ringer.deviceId, ringer.callId, false)
  }

  /** Row 9, by the worker, while the window with this leg opens. */
  async answer(token: string, legId: string, answerToken: string): Promise<RingReply> {
    const ringer = await this.#ringer(token)
    if (ringer === null) return refuse('unknown-call')
    if (!isSameSecret(sha256(answerToken), ringer.answerTokenHash)) return refuse('invalid')
    const asked = { callId: ringer.callId, legId, bound: false }
    return this.#reply(await this.#deps.claims.answerByToken(ringer, asked), ringer)
  }

  /** Row 13. */
  async decline(token: string): Promise<RingReply> {
    const ringer = await this.#ringer(token)
    if (ringer === null) return refuse('unknown-call')
    const event = { type: 'decline', by: ringer } as const
    return this.#reply(await this.#deps.events.apply(ringer.callId, event), ringer)
  }

  /**
   * The ring's call. With `rev`, waits at most 25 s until the call has another one, unless it has ended.
   * @param gone aborts when the client has disconnected
   */
  async state(token: string, rev: number | null, gone: AbortSignal): Promise<RingReply> {
    const outcome = await this.#read(token)
    if (!outcome.ok) return outcome
    const { call } = outcome.known
    const isNews = rev === null || call.rev !== rev || call.state === 'ended'
    if (isNews || this.#stopped || gone.aborted) return this.#reply(outcome, outcome.viewer, gone)
    await this.#change(call.id, rev, gone)
    const after = await this.#read(token)
    return after.ok ? this.#reply(after, after.viewer, gone) : after
  }

  /** Deletes the stop's push once the device has read here that the ring is over. */
  async #reply(outcome: CallOutcome, viewer: Ringer, gone?: AbortSignal): Promise<RingReply> {
    if (outcome.ok && !isUnanswered(outcome.known.call) && gone?.aborted !== true) {
      await this.#deps.store.write((db) => dropStop(db, viewer.callId, viewer.deviceId))
    }
    return outcome.ok ? { ok: true, known: outcome.known, viewer } : outcome
  }

  /** Ends every poll; further ones return at once. */
  stop(): void {
    this.#stopped = true
    for (const callId of [...this.#waiting.keys()]) this.#wake(callId)
  }

  async #read(token: string): Promise<RingReply> {
    const ringer = await this.#ringer(token)
    if (ringer === null) return refuse('unknown-call')
    const { read } = this.#deps.store
    const call = await loadCall(read, ringer.callId)
    if (call === null) return refuse('unknown-call')
    const known = await this.#deps.transactions.directory.know(read, call)
    return { ok: true, known, viewer: ringer }
  }

  /** Null: no such token, its device was signed out, or its ring ended too long ago. */
  async #ringer(token: string): Promise<Ringer | null> {
    const ringer = await findRinger(this.#deps.store.read, sha256(token))
    if (ringer === undefined || ringer.state === 'failed') return null
    const isOver = ringer.endedAt !== null && ringer.endedAt + READABLE_MS < this.#deps.clock.now()
    return isOver ? null : ringer
  }

  #change(callId: string, rev: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      // It may have changed since the rows were read.
      if (this.#deps.transactions.live.get(callId)?.call.rev !== rev) return resolve()
      const waiting = this.#waiting.get(callId) ?? new Map<() => void, number>()
      this.#waiting.set(callId, waiting)
      const [oldest] = waiting.keys()
      if (oldest !== undefined && waiting.size >= MAX_POLLS) oldest()
      const done = () => {
        clearTimeout(timer)
        gone.removeEventListener('abort', done)
        waiting.delete(done)
        if (waiting.size === 0 && this.#waiting.get(callId) === waiting)
          this.#waiting.delete(callId)
        resolve()
      }
      const timer = setTimeout(done, POLL_MS)
      gone.addEventListener('abort', done)
      waiting.set(done, rev)
    })
  }

  /** Ends polls whose readers know another `rev`. */
  #wake(callId: string, rev?: number): void {
    for (const [done, known] of [...(this.#waiting.get(callId) ?? [])]) if (known !== rev) done()
  }
}

function findRinger(db: Db, hash: string) {
  return db
    .selectFrom('ring_target')
    .innerJoin('device', 'device.id', 'ring_target.device_id')
    .innerJoin('call', 'call.id', 'ring_target.call_id')
    .select(['ring_target.call_id as callId', 'ring_target.device_id as deviceId'])
    .select(['ring_target.answer_token_hash as answerTokenHash', 'ring_target.state'])
    .select(['device.member_id as memberId', 'call.ended_at as endedAt'])
    .where('ring_target.ring_token_hash', '=', hash)
    .where('device.signed_out_at', 'is', null)
    .executeTakeFirst()
}
