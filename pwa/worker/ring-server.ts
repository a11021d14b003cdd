/** What the worker asks the server. */
import * as v from 'valibot'
import { id } from '../../protocol/people.ts'
import { pushApi } from '../../protocol/push-api.ts'
import type { SubscriptionRequest, TestReport } from '../../protocol/push.ts'
import { ringApi } from '../../protocol/ring-api.ts'
import { get } from '../../protocol/route.ts'
import { routeInit, routePath, type AnyRoute, type RouteInput } from '../platform/route-request.ts'
import type { Clock } from './clock.ts'
import { seenCall, type RingAnswer } from './ring-word.ts'

/** Request timeout, ms. */
const TIMEOUT_MS = 10_000

/** A network that changes is back within so many tries. */
const INSIST_TRIES = 8
const INSIST_EVERY_MS = 1_000

/** Codes that mean: no such ring for this token. */
const NO_RING: readonly string[] = ['unknown-call', 'not-a-party', 'invalid']

// Of each answer only what the worker needs: a server that is newer than it may say more.
const callAnswer = v.object({ call: seenCall })
const refusal = v.object({ error: v.object({ code: v.string() }) })
const keyAnswer = v.object({ key: v.string() })
/** `api.session`, whose own schema would bring those of all routes along. */
const session = get('/api/session', null, v.object({ member: v.object({ id }) }))

/** A request's timeout, and a signal that aborts it. */
export interface Bound {
  readonly limitMs?: number
  readonly signal?: AbortSignal
}

interface Answered {
  readonly ok: boolean
  readonly status: number
  readonly body: unknown
  readonly serverNow: number | null
}

type Fetch = (path: string, init: RequestInit) => Promise<Response>

export type RingServer = ReturnType<typeof ringServer>

/**
 * The worker's requests, each with a timeout. None rejects: a server that cannot be reached is a
 * result, too.
 */
export function ringServer(fetch: Fetch, clock: Clock) {
  async function ask<R extends AnyRoute>(
    asked: R,
    input: RouteInput<R> = {},
    { limitMs = TIMEOUT_MS, signal }: Bound = {},
  ): Promise<Answered | null> {
    const done = new AbortController()
    const late = new AbortController()
    void clock.wait(limitMs, done.signal).then(() => late.abort())
    try {
      const response = await fetch(routePath(asked, input), {
        ...routeInit(asked, input),
        cache: 'no-store',
        signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]),
      })
      const { ok, status, headers } = response
      const date = Date.parse(headers.get('date') ?? '')
      const serverNow = Number.isNaN(date) ? null : date
      return { ok, status, body: await response.json(), serverNow }
    } catch {
      // Not reached, aborted, or answered by something that is not Peal.
      return null
    } finally {
      done.abort()
    }
  }

  /** Accepted, or refused for good: in both cases it is no use to try again. */
  const isSettled = (answered: Answered | null) => answered !== null && answered.status < 429
  const tell = async <R extends AnyRoute>(told: R, input: RouteInput<R>, bound?: Bound) =>
    isSettled(await ask(told, input, bound))

  return {
    /** The ring's call; with `rev`, the server holds the request until the revision changes. */
    state: async (token: string, rev: number | null, bound?: Bound): Promise<RingAnswer> => {
      const body = rev === null ? {} : { rev: String(rev) }
      const answered = await ask(ringApi.ringState, { params: { token }, body }, bound)
      const call = v.safeParse(callAnswer, answered?.body)
      if (call.success) return { is: 'call', call: call.output.call }
      const refused = v.safeParse(refusal, answered?.body)
      const isNone = refused.success && NO_RING.includes(refused.output.error.code)
      return { is: isNone ? 'unknown' : 'away' }
    },
    /** The notification is shown. True: the server has accepted it, or has refused it for good. */
    ringing: (token: string, bound?: Bound) =>
      tell(ringApi.ringRinging, { params: { token } }, bound),
    answer: (token: string, body: { legId: string; answerToken: string }) =>
      tell(ringApi.ringAnswer, { params: { token }, body }),
    decline: (token: string) => tell(ringApi.ringDecline, { params: { token } }),
    /** The ring could not be shown, or its answer found no window. */
    failed: (token: string, bound?: Bound) =>
      tell(ringApi.ringFailed, { params: { token } }, bound),
    report: (token: string, body: TestReport) =>
      tell(pushApi.testReport, { params: { token }, body }),
    /** The server's time is as exact as a `Date` header. */
    echo: async (body: { deviceId: string; echoToken: string }) => {
      const answered = await ask(pushApi.pushEcho, { body })
      return { heard: isSettled(answered), serverNow: answered?.serverNow ?? null }
    },
    pushKey: async () => {
      const parsed = v.safeParse(keyAnswer, (await ask(pushApi.pushState))?.body)
      return parsed.success ? parsed.output.key : null
    },
    subscribe: async (body: SubscriptionRequest) =>
      (await ask(pushApi.subscribe, { body }))?.ok ?? false,
    /** Who is signed in; null: nobody, or it cannot be told now. */
    memberId: async (bound?: Bound) => {
      const parsed = v.safeParse(session.response, (await ask(session, {}, bound))?.body)
      return parsed.success ? parsed.output.member.id : null
    },
  }
}

/** Retries `say` until it resolves to true, at most `INSIST_TRIES` times. */
export async function insist(
  clock: Clock,
  say: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<void> {
  for (let tries = 0; tries < INSIST_TRIES; tries += 1) {
    if (signal?.aborted === true || (await say())) return
    await clock.wait(INSIST_EVERY_MS, signal)
  }
}
