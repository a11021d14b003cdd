/**
 * What the worker asks the server. The client of all routes would be a good part of its script: the
 * paths are written out here, and a test holds them to `protocol/api.ts`.
 */
import * as v from 'valibot'
import { id } from '../../protocol/people.ts'
import type { SubscriptionRequest, TestReport } from '../../protocol/push.ts'
import type { Clock } from './clock.ts'
import { seenCall } from './ring-word.ts'
import type { RingAnswer } from './ring-word.ts'

/** An answer that has not come within this is none. */
const LIMIT_MS = 10_000

/** A network that changes is back within this many tries. */
const INSIST_TRIES = 8
const INSIST_EVERY_MS = 1_000

/** Codes that mean: no such ring for this token. */
const NO_RING: readonly string[] = ['unknown-call', 'not-a-party', 'invalid']

const callAnswer = v.object({ call: seenCall })
const refusal = v.object({ error: v.object({ code: v.string() }) })
const keyAnswer = v.object({ key: v.string() })
const sessionAnswer = v.object({ member: v.object({ id }) })

/** How long an answer is waited for, and what ends the waiting. */
export interface Bound {
  readonly limitMs?: number
  readonly signal?: AbortSignal
}

/** The worker's questions. None rejects: a server that cannot be asked is an answer. */
export interface RingServer {
  /** The ring's call; with `rev` held until it is another. */
  state(ringToken: string, rev: number | null, bound?: Bound): Promise<RingAnswer>
  /** The notification stands. True: the server has heard, or has nothing to hear it for. */
  ringing(ringToken: string): Promise<boolean>
  answer(ringToken: string, body: { legId: string; answerToken: string }): Promise<boolean>
  decline(ringToken: string): Promise<boolean>
  report(testToken: string, report: TestReport): Promise<boolean>
  /** The server's time is as exact as a `Date` header. */
  echo(body: EchoBody): Promise<{ readonly heard: boolean; readonly serverNow: number | null }>
  pushKey(): Promise<string | null>
  subscribe(request: SubscriptionRequest): Promise<boolean>
  /** Who is signed in; null: nobody, or it cannot be told now. */
  memberId(): Promise<string | null>
}

/** What comes back of an echo. */
export interface EchoBody {
  readonly deviceId: string
  readonly echoToken: string
}

interface Answered {
  readonly ok: boolean
  readonly status: number
  readonly body: unknown
  readonly serverNow: number | null
}

type Fetch = (path: string, init: RequestInit) => Promise<Response>

/** Asks by `fetch`, with a limit to each waiting. */
export function ringServer(fetch: Fetch, clock: Clock): RingServer {
  async function ask(
    method: string,
    path: string,
    body?: object,
    { limitMs = LIMIT_MS, signal }: Bound = {},
  ): Promise<Answered | null> {
    const done = new AbortController()
    const late = new AbortController()
    void clock.wait(limitMs, done.signal).then(() => late.abort())
    try {
      const response = await fetch(path, {
        method,
        cache: 'no-store',
        signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]),
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const { ok, status, headers } = response
      const date = Date.parse(headers.get('date') ?? '')
      const serverNow = Number.isNaN(date) ? null : date
      return { ok, status, body: await response.json(), serverNow }
    } catch {
      // Not reached, given up, or answered by something that is not Peal.
      return null
    } finally {
      done.abort()
    }
  }

  const read = async <S extends v.GenericSchema>(path: string, schema: S) => {
    const parsed = v.safeParse(schema, (await ask('GET', path))?.body)
    return parsed.success ? parsed.output : null
  }

  /** Heard, or refused for good: in both cases there is no use in saying it again. */
  const told = (answered: Answered | null) => answered !== null && answered.status < 429
  const tell = async (path: string, body?: object) => told(await ask('POST', path, body))

  return {
    state: async (ringToken, rev, bound) => {
      const query = rev === null ? '' : `?rev=${rev}`
      const answered = await ask('GET', `/api/rings/${ringToken}${query}`, undefined, bound)
      const call = v.safeParse(callAnswer, answered?.body)
      if (call.success) return { is: 'call', call: call.output.call }
      const refused = v.safeParse(refusal, answered?.body)
      const isNone = refused.success && NO_RING.includes(refused.output.error.code)
      return { is: isNone ? 'unknown' : 'away' }
    },
    ringing: (ringToken) => tell(`/api/rings/${ringToken}/ringing`),
    answer: (ringToken, body) => tell(`/api/rings/${ringToken}/answer`, body),
    decline: (ringToken) => tell(`/api/rings/${ringToken}/decline`),
    report: (testToken, report) => tell(`/api/push/tests/${testToken}/steps`, report),
    echo: async (body) => {
      const answered = await ask('POST', '/api/push/echo', body)
      return { heard: told(answered), serverNow: answered?.serverNow ?? null }
    },
    pushKey: async () => (await read('/api/push/subscription', keyAnswer))?.key ?? null,
    subscribe: async (request) =>
      (await ask('PUT', '/api/push/subscription', request))?.ok ?? false,
    memberId: async () => (await read('/api/session', sessionAnswer))?.member.id ?? null,
  }
}

/** Says something until the server has heard it, or it was tried so often. */
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
