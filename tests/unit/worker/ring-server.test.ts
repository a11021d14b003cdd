/** What the worker asks the server, held to the routes that the server mounts. */
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { ringApi } from '../../../protocol/ring-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { insist, ringServer } from '../../../pwa/worker/ring-server.ts'
import { wordOf } from '../../../pwa/worker/ring-word.ts'
import type { SeenCall } from '../../../pwa/worker/ring-word.ts'
import { ManualClock } from './manual-clock.ts'

const TOKEN = 't'.repeat(22)

function server(answer: (signal: AbortSignal | null | undefined) => Promise<Response> | Response) {
  const asked: { method: string | undefined; path: string; body: unknown }[] = []
  const clock = new ManualClock()
  const made = ringServer(async (path, init) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    asked.push({ method: init.method, path, body })
    return answer(init.signal)
  }, clock)
  return { made, asked, clock }
}
const ok = () => Response.json({})

describe('the worker’s requests', () => {
  it('go to the routes of the protocol', async () => {
    const { made, asked } = server(ok)
    const answer = { legId: 'leg', answerToken: TOKEN }
    const echo = { deviceId: 'd', echoToken: TOKEN }
    const keys = { p256dh: `B${'a'.repeat(86)}`, auth: 'a'.repeat(22) }
    const subscription = { endpoint: 'https://push.test/1', keys, serverKey: keys.p256dh }
    await made.state(TOKEN, null)
    await made.ringing(TOKEN)
    await made.answer(TOKEN, answer)
    await made.decline(TOKEN)
    await made.report(TOKEN, { step: 'woke' })
    await made.echo(echo)
    await made.pushKey()
    await made.subscribe(subscription)
    await made.memberId()
    const expected = [
      [ringApi.ringState, undefined],
      [ringApi.ringRinging, undefined],
      [ringApi.ringAnswer, answer],
      [ringApi.ringDecline, undefined],
      [pushApi.testReport, { step: 'woke' }],
      [pushApi.pushEcho, echo],
      [pushApi.pushState, undefined],
      [pushApi.subscribe, subscription],
      [api.session, undefined],
    ] as const
    expect(asked).toEqual(
      expected.map(([{ method, path }, body]) => ({
        ...{ method, body },
        path: path.replace(':token', TOKEN),
      })),
    )
  })

  it('read the end of a call whose reason this worker is too old to know', async () => {
    const call = {
      rev: 3,
      state: 'ended',
      reason: 'of-tomorrow',
      missed: true,
      here: false,
      ageMs: 1,
    }
    const { made } = server(() => Response.json({ call }))
    expect(wordOf(await made.state(TOKEN, null))).toEqual({ is: 'ended', outcome: 'missed' })
  })

  it('ask for another revision than the known one', async () => {
    const { made, asked } = server(ok)
    await made.state(TOKEN, 7)
    expect(asked[0]?.path).toBe(`/api/rings/${TOKEN}?rev=7`)
  })
})

describe('an answer', () => {
  it.each([
    [404, 'unknown-call', 'unknown'],
    [403, 'not-a-party', 'unknown'],
    [503, 'busy', 'away'],
    [500, 'server', 'away'],
    [429, 'too-many-tries', 'away'],
  ])('of %i %s means %s', async (status, code, is) => {
    const { made } = server(() => Response.json({ error: { code } }, { status }))
    expect(await made.state(TOKEN, null)).toEqual({ is })
  })

  it.each([
    ['a proxy’s page', () => new Response('<h1>404</h1>', { status: 404 })],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['another shape', () => Response.json({ call: {} })],
  ])('that is %s means that the server is away', async (_, answer) => {
    expect(await server(answer).made.state(TOKEN, null)).toEqual({ is: 'away' })
  })

  it('that does not come in time counts as a server that is away', async () => {
    const { made, clock } = server(
      (signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')))
        }),
    )
    let came: unknown = null
    void made.state(TOKEN, null, { limitMs: 1_000 }).then((answer) => (came = answer))
    await clock.pass(999)
    expect(came).toBeNull()
    await clock.pass(1)
    expect(came).toEqual({ is: 'away' })
  })
})

describe('what the server says of a ring', () => {
  const call: SeenCall = { rev: 1, state: 'ended', here: false, ageMs: 0 }
  it.each<[string, Partial<SeenCall>, object]>([
    ['placed', { state: 'placed', ringLeftMs: 9 }, { is: 'ringing', leftMs: 9 }],
    ['ringing', { state: 'ringing', ringLeftMs: 9 }, { is: 'ringing', leftMs: 9 }],
    ['answered elsewhere', { state: 'answering' }, { is: 'ended', outcome: 'answered' }],
    ['connected here', { state: 'connected', here: true }, { is: 'ended', outcome: 'over' }],
    ['timeout', { reason: 'timeout', missed: true }, { is: 'ended', outcome: 'missed' }],
    ['cancelled', { reason: 'cancelled', missed: true }, { is: 'ended', outcome: 'missed' }],
    [
      'answered elsewhere, then cancelled',
      { reason: 'cancelled', missed: false },
      { is: 'ended', outcome: 'answered' },
    ],
    [
      'answered here, then cancelled',
      { reason: 'cancelled', missed: false, here: true },
      { is: 'ended', outcome: 'over' },
    ],
    ['declined', { reason: 'declined', missed: false }, { is: 'ended', outcome: 'declined' }],
    ['over since', { reason: 'completed', missed: false }, { is: 'ended', outcome: 'answered' }],
    ['in a room', { reason: 'handed-over', missed: false }, { is: 'ended', outcome: 'answered' }],
  ])('%s', (_, more, word) => {
    expect(wordOf({ is: 'call', call: { ...call, ...more } })).toEqual(word)
  })
})

describe('a request that is retried', () => {
  it('ends when it succeeds, when it is aborted, and after enough tries', async () => {
    const clock = new ManualClock()
    let tries = 0
    void insist(clock, () => Promise.resolve((tries += 1) >= 3))
    await clock.pass(60_000)
    expect(tries).toBe(3)
    tries = 0
    void insist(clock, () => Promise.resolve((tries += 1) < 0))
    await clock.pass(60_000)
    expect(tries).toBe(8)
    tries = 0
    const stop = new AbortController()
    void insist(clock, () => Promise.resolve((tries += 1) < 0), stop.signal)
    await clock.pass(1_500)
    stop.abort()
    await clock.pass(60_000)
    expect(tries).toBe(2)
  })
  it('is not repeated after a final refusal', async () => {
    const { made, asked } = server(() =>
      Response.json({ error: { code: 'unknown-call' } }, { status: 404 }),
    )
    expect(await made.decline(TOKEN)).toBe(true)
    expect(asked).toHaveLength(1)
    expect(await server(() => Response.json({}, { status: 503 })).made.decline(TOKEN)).toBe(false)
  })
})
