/** Subscriptions: which endpoints are admitted, how they are proved, and when they end. */
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import type { SubscriptionRequest } from '../../../protocol/push.ts'
import { pushOf, pushPerson, pushRoom, subscribe, subscriptionOf } from '../../support/push-room.ts'
import type { PushRoom } from '../../support/push-room.ts'
import { askServer } from '../../../push-server/admin/admin-socket.ts'
import { socketPath } from '../../../push-server/settings.ts'
import { CallWindow, openPage } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

const rows = ({ server }: PushRoom) =>
  server.peal.store.read.selectFrom('subscription').selectAll().execute()

describe('push-hosts', () => {
  const BAD = [
    'http://fcm.googleapis.com/fcm/send/x',
    'https://fcm.googleapis.com:8443/fcm/send/x',
    'https://user@fcm.googleapis.com/fcm/send/x',
    'https://fcm.googleapis.com.evil.example/fcm/send/x',
    'https://evil.example/fcm.googleapis.com',
    'https://evilfcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://10.0.0.1/x',
    'https://localhost/x',
    'https://notify.windows.com.evil.example/x',
    'https://evilpush.apple.com.example/x',
    'https://updates.push.services.mozilla.com@evil.example/x',
    'file:///etc/passwd',
    'not an address',
  ]

  test.each(BAD)('%s is refused', async (endpoint) => {
    const room = await pushRoom()
    const grace = await room.server.person('grace')
    const body = { ...(await subscriptionOf(room, grace)), endpoint }
    const answer = await grace.ask(pushApi.subscribe, { body })
    expect(answer).toMatchObject({ status: 400, code: 'invalid', field: 'endpoint' })
    expect(await rows(room)).toEqual([])
  })

  test.each([
    'https://fcm.googleapis.com/fcm/send/x',
    'https://jmt17.google.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://web.push.apple.com/x',
    'https://wns2-par02p.notify.windows.com/w/?token=x',
    'https://push.example.org:8443/x',
  ])('%s is admitted', async (endpoint) => {
    const room = await pushRoom({ settings: { pushHosts: ['https://push.example.org:8443'] } })
    const grace = await room.server.person('grace')
    const body = { ...(await subscriptionOf(room, grace)), endpoint }
    expect((await grace.ask(pushApi.subscribe, { body })).status).toBe(200)
    expect(await rows(room)).toMatchObject([{ endpoint, device_id: grace.deviceId }])
  })

  test.each<[string, Partial<SubscriptionRequest>]>([
    ['keys', { keys: { p256dh: 'short', auth: 'A'.repeat(22) } }],
    ['keys', { keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'short' } }],
    ['keys', { keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } }],
    ['serverKey', { serverKey: `B${'A'.repeat(86)}` }],
  ])('wrong %s are refused', async (field, change) => {
    const room = await pushRoom()
    const grace = await room.server.person('grace')
    const body = { ...(await subscriptionOf(room, grace)), ...change }
    expect(await grace.ask(pushApi.subscribe, { body })).toMatchObject({ code: 'invalid', field })
  })
})

describe('a subscription', () => {
  test('is proved by its echo, and then its member can be rung', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    const watcher = await openPage(server, await server.person('ada'))
    watcher.send({ type: 'presence.watch', handles: ['grace'] })
    await watcher.next('presence', ({ status }) => status === 'away')
    const echo = await pushOf(room, grace.endpoint, 'echo')
    const body = { deviceId: echo.deviceId, echoToken: echo.echoToken }
    const forged = { ...body, echoToken: 'A'.repeat(43) }
    expect((await server.ask(pushApi.pushEcho, { body: forged })).status).toBe(404)
    expect((await grace.ask(pushApi.pushState)).data?.subscription?.provedAt).toBeNull()
    expect((await server.ask(pushApi.pushEcho, { body })).status).toBe(200)
    await watcher.next('presence', ({ status }) => status === 'can-be-rung')
    const { data } = await grace.ask(pushApi.pushState)
    expect(data?.subscription).toMatchObject({ current: true, failingSince: null })
    expect(data?.subscription?.provedAt).toBeGreaterThan(0)
  })

  test('attack: writes once a minute that push works, however often its device says so', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    const { echoToken } = await pushOf(room, grace.endpoint, 'echo')
    const said = () =>
      server.ask(pushApi.pushEcho, { body: { deviceId: grace.deviceId, echoToken } })
    expect((await said()).status).toBe(200)
    const before = server.peal.store.stats().writes
    for (let n = 0; n < 20; n += 1) expect((await said()).status).toBe(200)
    // A push that was sent may be written as done meanwhile.
    expect(server.peal.store.stats().writes - before).toBeLessThan(5)
  })

  test('that was proved within a day is not proved again, but another endpoint is', async () => {
    const room = await pushRoom()
    const { server, service } = room
    const grace = await server.person('grace')
    const first = await subscriptionOf(room, grace)
    await grace.ask(pushApi.subscribe, { body: first })
    const echo = await pushOf(room, first.endpoint, 'echo')
    const { deviceId, echoToken } = echo
    await server.ask(pushApi.pushEcho, { body: { deviceId, echoToken } })
    await grace.ask(pushApi.subscribe, { body: first })
    const secondEndpoint = await subscribe(room, grace)
    await pushOf(room, secondEndpoint, 'echo')
    expect(service.log.accepted.map(({ endpoint }) => endpoint)).toEqual([
      first.endpoint,
      secondEndpoint,
    ])
    expect(await rows(room)).toMatchObject([{ endpoint: secondEndpoint, proved_at: null }])
  })

  test('account-change: belongs to whoever signs in at the browser, and no longer to the former member', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await server.person('grace')
    const body = await subscriptionOf(room, grace)
    await grace.ask(pushApi.subscribe, { body })
    await server.member('linus')
    const token = await server.signInToken('linus')
    const answer = await server.ask(signInApi.signInByLink, {
      body: { token, client: { kind: 'desktop', maxTouchPoints: 0 } },
      headers: { Cookie: grace.cookie },
    })
    const linus = server.device(answer)
    await until('the former has none', async () => (await rows(room)).length === 0)
    expect((await linus.ask(pushApi.pushState)).data?.subscription).toBeNull()
    await linus.ask(pushApi.subscribe, { body })
    expect(await rows(room)).toMatchObject([{ device_id: linus.deviceId }])
  })

  test('moves to another device that subscribes with its endpoint', async () => {
    const room = await pushRoom()
    const grace = await room.server.person('grace')
    const body = await subscriptionOf(room, grace)
    await grace.ask(pushApi.subscribe, { body })
    const linus = await room.server.person('linus')
    await linus.ask(pushApi.subscribe, { body })
    expect(await rows(room)).toMatchObject([{ device_id: linus.deviceId }])
    expect((await grace.ask(pushApi.pushState)).data?.subscription).toBeNull()
  })

  test('ends when its device asks for it', async () => {
    const room = await pushRoom()
    const grace = await pushPerson(room, 'grace')
    expect((await grace.ask(pushApi.unsubscribe)).status).toBe(200)
    expect(await rows(room)).toEqual([])
  })

  test('is accepted thirty times an hour from each device', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await server.person('grace')
    const body = await subscriptionOf(room, grace)
    for (let each = 0; each < 30; each += 1) {
      expect((await grace.ask(pushApi.subscribe, { body })).status).toBe(200)
    }
    const refused = await grace.ask(pushApi.subscribe, { body })
    expect(refused).toMatchObject({ status: 429, code: 'too-many-tries' })
    expect(refused.retryMs).toBeGreaterThan(3_500_000)
    await subscribe(room, await server.signIn('grace'))
  })

  test('revoke: ends when its device is signed out or its member is removed', async () => {
    const room = await pushRoom()
    const { server } = room
    const first = await pushPerson(room, 'grace')
    const second = await server.signIn('grace')
    await subscribe(room, second)
    const third = await server.signIn('grace')
    await subscribe(room, third)
    await first.ask(api.signOut)
    await until('one has gone', async () => (await rows(room)).length === 2)
    await third.ask(profileApi.removeDevice, { params: { id: second.deviceId } })
    await until('another has gone', async () => (await rows(room)).length === 1)
    await server.peal.people.removeMember('grace')
    await until('none is left', async () => (await rows(room)).length === 0)
  })
  test('still works after a change of keys, and is to be renewed for the present key', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    const rotated = await askServer(socketPath(server.folder), { do: 'vapid rotate' })
    expect(rotated).toMatchObject({ ok: true })
    const before = (await grace.ask(pushApi.pushState)).data
    expect(before?.subscription).toMatchObject({ current: false })
    const caller = await CallWindow.open(server, await server.person('ada'))
    const callId = await caller.place('grace')
    expect(await pushOf(room, grace.endpoint, 'ring')).toMatchObject({ callId })
    expect(room.service.log.refused).toEqual([])

    const secondEndpoint = await subscribe(room, grace)
    await pushOf(room, secondEndpoint, 'echo')
    const after = (await grace.ask(pushApi.pushState)).data
    expect(after).toMatchObject({ key: before?.key, subscription: { current: true } })
  })
})
