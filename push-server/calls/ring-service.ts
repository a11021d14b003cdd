/**
 * What a service worker may do with its ring token: read the ring, report it, answer and decline. The
 * token is the permission. No session is needed, since it may have expired meanwhile.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { isUnanswered } from '../../protocol/call.ts'
import type { Refusal } from '../../protocol/reasons.ts'
import { inBackground } from '../background.ts'
import type { CallOutcome, KnownCall, Refused } from '../known-call.ts'
import { isSameSecret, sha256 } from '../random.ts'
import { spend } from '../rate-limit.ts'
import type { Db } from '../store/tables.ts'
import type { CallEvents } from './call-events.ts'
import { loadCall } from './call-rows.ts'
import { refuse, type CallTransactions, type EventRefusal } from './call-transactions.ts'
import type { Claims } from './claims.ts'
import type { CallDeps } from './call-deps.ts'
import { dropStop } from './ring-outbox.ts'

/** How long after its end a ring can be read. */
const READABLE_MS = 86_400_000
/** Poll timeout. */
const POLL_MS = 25_000

/** Polls held for one call at most; a further one makes the oldest return. */
const MAX_POLLS = 64

/** Requests of one device a minute, for all its rings: a worker makes a few for each. Tokens can be used for a day. */
const MOST_REQUESTS = 300

/** The device and call that a ring token belongs to. */
type Ringer = NonNullable<Awaited<ReturnType<typeof findRinger>>>

/** Why a token opens nothing now. */
export type TokenRefusal = 'unknown-call' | 'rate-limited'

/** What a token's holder may see, or why not. */
export type RingReply<C extends Refusal = never> =
  | { readonly ok: true; readonly known: KnownCall; readonly viewer: Ringer }
  | Refused<C | TokenRefusal>

/** Serves the holders of ring tokens. */
export function createRings(
  { store, clock, log, limits, onRungByPush }: CallDeps,
  { live, directory, onChange }: CallTransactions,
  claims: Claims,
  events: CallEvents,
) {
  /** By call: the functions that end its polls, each with the `rev` that its reader knows. */
  const waiting = new Map<string, Map<() => void, number>>()
  const requests = new RateLimiterMemory({ points: MOST_REQUESTS, duration: 60 })
  let stopped = false
  onChange(({ call }) => wake(call.id, call.rev))

  /**
   * Refuses a token that is not known, whose device was signed out or asks too often, or whose ring ended too long
   * ago.
   */
  async function byToken<T>(
    token: string,
    work: (ringer: Ringer) => Promise<T>,
  ): Promise<T | Refused<TokenRefusal>> {
    const ringer = await findRinger(store.read, sha256(token))
    if (ringer === undefined || ringer.state === 'failed') return refuse('unknown-call')
    const retryMs = limits() === null ? null : await spend(requests, ringer.deviceId)
    if (retryMs !== null) return refuse('rate-limited', { retryMs })
    const isOver = ringer.endedAt !== null && ringer.endedAt + READABLE_MS < clock.now()
    return isOver ? refuse('unknown-call') : work(ringer)
  }

  /** Deletes the stop's push once the device has read here that the ring is over. */
  async function reply<C extends Refusal>(
    outcome: CallOutcome<C>,
    viewer: Ringer,
    gone?: AbortSignal,
  ): Promise<RingReply<C>> {
    if (outcome.ok && !isUnanswered(outcome.known.call) && gone?.aborted !== true) {
      const dropped = store.write((db) => dropStop(db, viewer.callId, viewer.deviceId))
      inBackground(dropped, log, 'a stop that nobody needs remains')
    }
    return outcome.ok ? { ok: true, known: outcome.known, viewer } : outcome
  }

  const read = (token: string) =>
    byToken<RingReply>(token, async (viewer) => {
      const call = await loadCall(store.read, viewer.callId)
      if (call === null) return refuse('unknown-call')
      return { ok: true, known: await directory.know(store.read, call), viewer }
    })

  function change(callId: string, rev: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      // It may have changed since the rows were read.
      if (live.get(callId)?.call.rev !== rev) return resolve()
      const polls = waiting.get(callId) ?? new Map<() => void, number>()
      waiting.set(callId, polls)
      const [oldest] = polls.keys()
      if (oldest !== undefined && polls.size >= MAX_POLLS) oldest()
      const done = () => {
        clearTimeout(timer)
        gone.removeEventListener('abort', done)
        polls.delete(done)
        if (polls.size === 0 && waiting.get(callId) === polls) waiting.delete(callId)
        resolve()
      }
      const timer = setTimeout(done, POLL_MS)
      gone.addEventListener('abort', done)
      polls.set(done, rev)
    })
  }

  /** Ends polls whose readers know another `rev`. */
  function wake(callId: string, rev?: number): void {
    for (const [done, known] of [...(waiting.get(callId) ?? [])]) if (known !== rev) done()
  }

  return {
    /** A worker shows the notification. */
    ringing: (token: string) =>
      byToken<CallOutcome<EventRefusal | TokenRefusal>>(token, ({ deviceId, callId }) => {
        onRungByPush?.(deviceId)
        return events.ringing(deviceId, callId, false)
      }),

    /** Row 9, by the worker, while the window with this leg opens. */
    answer: (token: string, legId: string, answerToken: string) =>
      byToken<RingReply<EventRefusal | 'invalid'>>(token, async (ringer) => {
        if (!isSameSecret(sha256(answerToken), ringer.answerTokenHash)) return refuse('invalid')
        const asked = { callId: ringer.callId, legId, bound: false }
        return reply(await claims.answerByToken(ringer, asked), ringer)
      }),

    /** Row 13. */
    decline: (token: string) =>
      byToken<RingReply<EventRefusal>>(token, async (ringer) =>
        reply(await events.apply(ringer.callId, { type: 'decline', by: ringer }), ringer),
      ),

    /**
     * The device could not show the ring: it can no longer be rung by push (row 8). After its answer: no window
     * opened for the leg, so that the call cannot go on (row 17).
     */
    failed: (token: string) =>
      byToken<CallOutcome<EventRefusal | TokenRefusal>>(token, async (ringer) => {
        const { callId, deviceId } = ringer
        const call = await loadCall(store.read, callId)
        if (call === null) return refuse('unknown-call')
        if (isUnanswered(call)) {
          await events.targetFailed(callId, deviceId)
          return { ok: true, known: await directory.know(store.read, call) }
        }
        const leg = call.state === 'answering' ? call.callee : null
        const isLost = leg !== null && leg.deviceId === deviceId && leg.silentAt !== null
        if (!isLost) return { ok: true, known: await directory.know(store.read, call) }
        const refused = { type: 'media', by: ringer, legId: leg.legId, media: 'refused' } as const
        return events.apply(callId, refused)
      }),

    /**
     * The ring's call. With `rev`, waits at most 25 s until the call has another one, unless it has ended.
     * @param gone aborts when the client has disconnected
     */
    async state(token: string, rev: number | null, gone: AbortSignal): Promise<RingReply> {
      const outcome = await read(token)
      if (!outcome.ok) return outcome
      const { call } = outcome.known
      const isNews = rev === null || call.rev !== rev || call.state === 'ended'
      if (isNews || stopped || gone.aborted) return reply(outcome, outcome.viewer, gone)
      await change(call.id, rev, gone)
      const after = await read(token)
      return after.ok ? reply(after, after.viewer, gone) : after
    },

    /** Ends every poll; further ones return at once. */
    stop() {
      stopped = true
      for (const callId of [...waiting.keys()]) wake(callId)
    },
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
