/** What happens after each kind of answer of a push service. */
import { describe, expect, test } from 'vitest'
import { ringApi } from '../../../protocol/ring-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { databaseOf } from '../../../push-server/admin/data-folder.ts'
import { checkRefusals } from '../../../push-server/doctor/refusals-check.ts'
import { kindsAt, pushOf, pushPerson, pushRoom, subscribe } from '../../support/push-room.ts'
import type { PushRoom } from '../../support/push-room.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { CallWindow } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'
import { databaseUrlFor } from '../../support/test-engine.ts'

/** The machine's clock, plus the time by which the test has moved it. */
class AheadClock {
  #aheadMs = 0
  now = (): number => Date.now() + this.#aheadMs
  wall = this.now
  move(ms: number): void {
    this.#aheadMs += ms
  }
}

/** A server that started long enough ago to know who is connected. */
async function longRunning(): Promise<PushRoom> {
  const clock = new AheadClock()
  const room = await pushRoom({ clock, limits: false })
  clock.move(60_000)
  return room
}

async function proved(room: PushRoom, endpoint: string): Promise<void> {
  await pushOf(room, endpoint, 'echo')
  await until('the echo is done', async () => (await outbox(room)).length === 0)
}

const outbox = ({ server }: PushRoom) =>
  server.peal.store.read.selectFrom('outbox').selectAll().execute()

const subscriptionOf = async ({ server }: PushRoom, { deviceId }: TestDevice) =>
  server.peal.store.read
    .selectFrom('subscription')
    .selectAll()
    .where('device_id', '=', deviceId)
    .executeTakeFirst()

const requestsTo = ({ service }: PushRoom, endpoint: string) =>
  service.log.all.filter((request) => request.endpoint === endpoint)

describe('push-404/410', () => {
  test.each([404, 410])(
    'after %d the subscription is removed without a retry, and a member with none left is unreachable at once',
    async (status) => {
      const room = await longRunning()
      const { server, service } = room
      const grace = await pushPerson(room, 'grace')
      await proved(room, grace.endpoint)
      service.answer({ kind: 'status', status })
      const caller = await CallWindow.open(server, await server.person('ada'))
      const callId = await caller.place('grace')
      const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
      expect(ended).toMatchObject({ reason: 'unreachable' })
      expect(ended.ageMs).toBeLessThan(5_000)
      expect(await subscriptionOf(room, grace)).toBeUndefined()
      expect(await outbox(room)).toEqual([])
      expect(requestsTo(room, grace.endpoint)).toHaveLength(2)
      expect((await grace.ask(pushApi.pushState)).data?.subscription).toBeNull()
    },
  )

  test('after 410 of an endpoint that the device has replaced, the ring goes to its new one', async () => {
    const room = await longRunning()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    await proved(room, grace.endpoint)
    let letGo: () => void = () => undefined
    const hold = new Promise<void>((resolve) => (letGo = resolve))
    service.answer({ kind: 'hold', until: hold }, { endpoint: grace.endpoint })
    const caller = await CallWindow.open(server, await server.person('ada'))
    const callId = await caller.place('grace')
    await until('the ring is on its way', async () => (await outbox(room))[0]?.attempts === 1)
    const next = await subscribe(room, grace)
    service.end(grace.endpoint)
    letGo()
    const ring = await pushOf(room, next, 'ring')
    expect(ring.callId).toBe(callId)
    const params = { token: ring.ringToken }
    expect((await server.ask(ringApi.ringRinging, { params })).status).toBe(200)
  })

  test('another device of the member goes on ringing', async () => {
    const room = await longRunning()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    const otherEndpoint = await subscribe(room, await server.signIn('grace'))
    await proved(room, grace.endpoint)
    service.end(grace.endpoint)
    const caller = await CallWindow.open(server, await server.person('ada'))
    const callId = await caller.place('grace')
    const ring = await pushOf(room, otherEndpoint, 'ring')
    await until('it is gone', async () => (await subscriptionOf(room, grace)) === undefined)
    await server.ask(ringApi.ringRinging, { params: { token: ring.ringToken } })
    await caller.client.call(callId, ({ state }) => state === 'ringing')
  })
})

describe('push-429/503/406', () => {
  test.each([
    [429, 'fcm.googleapis.com'],
    [503, 'updates.push.services.mozilla.com'],
    [406, 'wns2-par02p.notify.windows.com'],
  ] as const)(
    'after %d of %s the row is kept and retried after Retry-After',
    async (status, host) => {
      const room = await longRunning()
      const { server, service } = room
      const grace = await pushPerson(room, 'grace', { host })
      await proved(room, grace.endpoint)
      service.answer({ kind: 'status', status, retryAfter: 1 }, { times: 1 })
      const caller = await CallWindow.open(server, await server.person('ada'))
      await caller.place('grace')
      await pushOf(room, grace.endpoint, 'ring')
      const [, refused, taken] = requestsTo(room, grace.endpoint)
      // Counted from the request, because a busy machine may note late when its refusal has ended.
      const waited = Number(taken?.receivedAt) - Number(refused?.receivedAt)
      expect(waited).toBeGreaterThanOrEqual(990)
      expect(Number(taken?.ttl)).toBeLessThan(45)
      expect(await subscriptionOf(room, grace)).toMatchObject({ failing_since: null })
    },
  )

  test('a Retry-After beyond the end of the ring is not waited for', async () => {
    const room = await longRunning()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    await proved(room, grace.endpoint)
    service.answer({ kind: 'status', status: 429, retryAfter: 3_600 })
    const caller = await CallWindow.open(server, await server.person('ada'))
    await caller.place('grace')
    await service.log.atLeast(2)
    await until('the ring is given up', async () => (await outbox(room)).length === 0)
    expect(await subscriptionOf(room, grace)).toBeDefined()
  })
})

/** What `peal doctor` finds. */
async function refusals({ folder }: TestServer): Promise<string[]> {
  const databaseUrl = await databaseUrlFor(folder)
  const findings = await checkRefusals(databaseOf({ dataFolder: folder, databaseUrl }))
  return findings.map(({ status, found }) => `${status}: ${found}`)
}

describe('push-401/403', () => {
  test.each([401, 403])(
    'after %d nothing is removed, and doctor and the device’s settings show it',
    async (status) => {
      const room = await longRunning()
      const { server, service } = room
      const grace = await pushPerson(room, 'grace')
      await proved(room, grace.endpoint)
      const undo = service.answer({ kind: 'status', status })
      const caller = await CallWindow.open(server, await server.person('ada'))
      const callId = await caller.place('grace')
      await until('it is failing', async () => (await subscriptionOf(room, grace))?.failing_since)
      expect((await outbox(room)).map(({ kind }) => kind)).toEqual(['ring'])
      expect((await grace.ask(pushApi.pushState)).data?.subscription?.failingSince).toBeGreaterThan(
        0,
      )
      expect(await refusals(server)).toEqual([
        expect.stringMatching(
          /^warning: fcm\.googleapis\.com refuses the pushes of a device, since /,
        ),
      ])
      undo()
      expect(await pushOf(room, grace.endpoint, 'ring')).toMatchObject({ callId })
      await until('it works again', async () => {
        const row = await subscriptionOf(room, grace)
        return row !== undefined && row.failing_since === null
      })
      expect(await refusals(server)).toEqual(['ok: No push service refuses this server.'])
    },
  )
})

describe('push-401/403 of a service, or of one subscription', () => {
  const failing = async ({ server }: PushRoom) =>
    /^peal_push_failing\{service="google"\} (\d)$/m.exec(
      (await server.peal.metrics.render()).text,
    )?.[1]

  async function household() {
    const room = await longRunning()
    const grace = await pushPerson(room, 'grace')
    const linus = await pushPerson(room, 'linus')
    await proved(room, grace.endpoint)
    await proved(room, linus.endpoint)
    return { room, grace, linus }
  }

  const isFailing = (room: PushRoom, device: TestDevice) =>
    until('it is failing', async () => (await subscriptionOf(room, device))?.failing_since)

  test('a single device that is refused raises no alarm, however often', async () => {
    const { room, grace, linus } = await household()
    room.service.answer({ kind: 'status', status: 403 }, { endpoint: grace.endpoint })
    await grace.ask(pushApi.testRing)
    await isFailing(room, grace)
    await until('it was tried again', () => requestsTo(room, grace.endpoint).length > 2)
    expect(await failing(room)).toBe('0')
    expect(await refusals(room.server)).toEqual([
      expect.stringMatching(
        /^warning: fcm\.googleapis\.com refuses the pushes of a device, since /,
      ),
    ])
    await linus.ask(pushApi.testRing)
    await pushOf(room, linus.endpoint, 'test')
    expect(await failing(room)).toBe('0')
  })

  test('several devices that are refused in a row raise the alarm until the service takes a push', async () => {
    const { room, grace, linus } = await household()
    const undo = room.service.answer({ kind: 'status', status: 401 })
    await grace.ask(pushApi.testRing)
    await isFailing(room, grace)
    await linus.ask(pushApi.testRing)
    await isFailing(room, linus)
    expect(await failing(room)).toBe('1')
    expect(await refusals(room.server)).toEqual([
      expect.stringMatching(
        /^failed: fcm\.googleapis\.com refuses the pushes of 2 devices, since /,
      ),
    ])
    undo()
    await until('it takes pushes again', async () => (await failing(room)) === '0')
  })
})

describe('push-stall', () => {
  test.each([
    { kind: 'stall' },
    { kind: 'drip' },
    { kind: 'abort' },
    { kind: 'huge' },
    { kind: 'redirect', to: 'https://127.0.0.1/' },
  ] as const)(
    'a service that answers by $kind is given up within 5 s, and other devices need not wait',
    async (answer) => {
      const room = await longRunning()
      const { server, service } = room
      const grace = await pushPerson(room, 'grace')
      const otherEndpoint = await subscribe(room, await server.signIn('grace'))
      await proved(room, grace.endpoint)
      service.answer(answer, { endpoint: grace.endpoint, times: 1 })
      const begun = performance.now()
      const caller = await CallWindow.open(server, await server.person('ada'))
      await caller.place('grace')
      await pushOf(room, otherEndpoint, 'ring')
      const [, , other] = service.log.accepted
      expect(Number(other?.receivedAt) - begun).toBeLessThan(4_000)
      const [, stalled] = await service.log.atLeast(
        2,
        ({ endpoint, endedAt }) => endpoint === grace.endpoint && endedAt !== null,
      )
      expect(Number(stalled?.endedAt) - Number(stalled?.receivedAt)).toBeLessThan(6_500)
      expect(service.network.asked.filter((asked) => asked.startsWith('127.'))).toEqual([])
    },
  )

  test('a stalled ring is retried', async () => {
    const room = await longRunning()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    await proved(room, grace.endpoint)
    service.answer({ kind: 'stall' }, { times: 1 })
    const caller = await CallWindow.open(server, await server.person('ada'))
    await caller.place('grace')
    await pushOf(room, grace.endpoint, 'ring')
    expect(kindsAt(room, grace.endpoint)).toEqual(['echo', 'ring'])
  })
})
