import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import type { Presence } from '../../../protocol/people.ts'
import { TestClock, startServer } from '../../support/server.ts'
import type { SocketClient } from '../../support/socket-client.ts'
import { freshId } from '../../support/socket-client.ts'
import { until } from '../../support/until.ts'
import { CallWindow, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

const turns = (page: SocketClient, handle: string, status: Presence) =>
  page.next('presence', (message) => message.handle === handle && message.status === status)

const watch = (page: SocketClient, ...handles: string[]) =>
  page.send({ type: 'presence.watch', handles })

describe('presence', () => {
  test('depends on pages, calls and do not disturb, and pages are told when it changes', async () => {
    const clock = new TestClock(Date.now())
    const { server, ada, grace } = await twoPeople(await startServer({ clock }))
    const page = await openPage(server, ada)
    watch(page, 'grace', 'nobody')
    await turns(page, 'grace', 'away')
    const tab = await openPage(server, grace)
    await turns(page, 'grace', 'available')
    const window = await CallWindow.open(server, grace)
    const callId = await window.place('ada')
    await turns(page, 'grace', 'in-a-call')
    await window.client.ask({ type: 'call.hangup', callId, legId: window.legId })
    await turns(page, 'grace', 'available')
    await grace.ask(profileApi.changeProfile, { body: { dndUntil: clock.now() + 60_000 } })
    await turns(page, 'grace', 'do-not-disturb')
    // Do not disturb ends by time alone.
    clock.advance(60_000)
    await turns(page, 'grace', 'available')
    await window.client.close()
    await tab.close()
    await turns(page, 'grace', 'away')
    expect(page.all('presence').map(({ handle }) => handle)).not.toContain('nobody')
  })

  test('is away if nothing would ring: on a phone, or with "ring here" off', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const page = await openPage(server, ada)
    await openPage(server, await server.signIn('grace', { kind: 'mobile' }))
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
    await openPage(server, grace)
    await turns(page, 'grace', 'available')
    const params = { id: grace.deviceId }
    await grace.ask(profileApi.changeDevice, { params, body: { ringHere: false } })
    await turns(page, 'grace', 'away')
    // A proved push does not change that either.
    await server.peal.store.write((db) =>
      db
        .insertInto('subscription')
        .values({
          device_id: grace.deviceId,
          endpoint: freshId('endpoint'),
          p256dh: '',
          auth: '',
          vapid_key_id: '',
          proved_at: Date.now(),
          failing_since: null,
        })
        .execute(),
    )
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
    await grace.ask(profileApi.changeDevice, { params, body: { ringHere: true } })
    await turns(page, 'grace', 'available')
  })

  test('is can-be-rung without a tab if push was proved within the last week', async () => {
    const clock = new TestClock(Date.now())
    const { server, ada, grace } = await twoPeople(await startServer({ clock }))
    const page = await openPage(server, ada)
    const keys = { endpoint: freshId('endpoint'), p256dh: '', auth: '', vapid_key_id: '' }
    const row = { device_id: grace.deviceId, ...keys, failing_since: null }
    await server.peal.store.write((db) =>
      db
        .insertInto('subscription')
        .values({ ...row, proved_at: clock.now() })
        .execute(),
    )
    watch(page, 'grace')
    await turns(page, 'grace', 'can-be-rung')
    clock.advance(7 * 86_400_000)
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
  })

  test('block: is away to somebody who is blocked, like any other absence', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const block = (blocked: boolean) =>
      grace.ask(api.setBlocked, { params: { handle: 'ada' }, body: { blocked } })
    const blocked = await openPage(server, ada)
    const other = await openPage(server, await server.person('linus'))
    const tab = await openPage(server, grace)
    for (const page of [blocked, other]) {
      watch(page, 'grace', 'linus')
      await turns(page, 'grace', 'available')
    }
    const statuses = () =>
      blocked.all('presence').flatMap(({ handle, status }) => (handle === 'grace' ? [status] : []))
    await block(true)
    await turns(blocked, 'grace', 'away')
    // Whatever she does.
    await grace.ask(profileApi.changeProfile, { body: { dndUntil: Date.now() + 60_000 } })
    await turns(other, 'grace', 'do-not-disturb')
    watch(blocked, 'grace')
    await until('the page is told', () => statuses().length === 3)
    expect(statuses()).toEqual(['available', 'away', 'away'])
    await block(false)
    await turns(blocked, 'grace', 'do-not-disturb')
    await grace.ask(profileApi.changeProfile, { body: { dndUntil: null } })
    await turns(blocked, 'grace', 'available')
    // Nothing is told if nothing changes.
    await tab.close()
    await until('the page is told', () => statuses().length === 6)
    await block(true)
    await block(false)
    await blocked.settled()
    expect(statuses()).toEqual(['available', 'away', 'away', 'do-not-disturb', 'available', 'away'])
  })

  test('block: the order of the answers does not tell who blocks', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const handles = ['grace', 'zoe', 'linus', 'eve']
    for (const handle of handles.slice(1)) await server.person(handle)
    await grace.ask(api.setBlocked, { params: { handle: 'ada' }, body: { blocked: true } })
    for (const order of [handles, handles.toReversed(), ['zoe', 'grace', 'eve', 'linus']]) {
      const page = await openPage(server, ada)
      watch(page, ...order)
      await until('the page is told', () => page.all('presence').length === order.length)
      expect(page.all('presence').map(({ handle }) => handle)).toEqual(order)
    }
  })

  test('block: in a call with each other it is seen as before until the call ends', async () => {
    const people = await twoPeople(await startServer())
    const { ada, grace } = people
    const page = await openPage(people.server, ada)
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
    const { caller, callId } = await connectedCall(people)
    await turns(page, 'grace', 'in-a-call')
    await grace.ask(api.setBlocked, { params: { handle: 'ada' }, body: { blocked: true } })
    watch(page, 'grace')
    await turns(page, 'grace', 'in-a-call')
    expect(page.all('presence').at(-1)).toMatchObject({ status: 'in-a-call' })
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    await turns(page, 'grace', 'away')
    await page.settled()
    expect(page.all('presence').at(-1)).toMatchObject({ status: 'away' })
  })

  test('block: right after a start, a call ends as one to anybody who is away', async () => {
    const clock = new TestClock(Date.now())
    const { server, ada, grace } = await twoPeople(await startServer({ clock }))
    const linus = await server.person('linus')
    const eve = await server.person('eve')
    await grace.ask(api.setBlocked, { params: { handle: 'ada' }, body: { blocked: true } })
    const tab = await openPage(server, grace)
    const page = await openPage(server, ada)
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
    const first = await CallWindow.open(server, ada)
    const hidden = await first.place('grace')
    await turns(page, 'grace', 'in-a-call')
    const second = await CallWindow.open(server, eve)
    const usual = await second.place('linus')
    const seen = (call: object) => ({ ...call, callId: '', leg: '', peer: null, ringLeftMs: 0 })
    const placed = [await first.client.call(hidden), await second.client.call(usual)].map(seen)
    expect(placed[0]).toEqual(placed[1])
    expect(placed[0]).toMatchObject({ state: 'placed' })
    // She can be called, and call, meanwhile.
    const other = await CallWindow.open(server, await server.person('zoe'))
    const callId = await other.place('grace')
    await tab.next('ring', ({ call }) => call.callId === callId)
    await other.client.ask({ type: 'call.hangup', callId, legId: other.legId })
    clock.advance(14_000)
    await server.peal.calls.sweepDeadlines()
    expect(server.peal.calls.live(hidden)).not.toBeNull()
    clock.advance(1_000)
    await server.peal.calls.sweepDeadlines()
    const ended = [
      await first.client.call(hidden, ({ state }) => state === 'ended'),
      await second.client.call(usual, ({ state }) => state === 'ended'),
    ].map(seen)
    expect(ended[0]).toEqual(ended[1])
    expect(ended[0]).toMatchObject({ reason: 'unreachable', missed: true })
    await turns(page, 'grace', 'away')
    await tab.settled()
    expect(JSON.stringify(tab.received)).not.toContain(hidden)
    expect(await linus.ask(api.history)).toMatchObject({ status: 200 })
    const { data } = await grace.ask(api.history)
    expect(JSON.stringify(data)).not.toContain(hidden)
  })

  test('is watched for the last list of at most 100 members only', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const page = await openPage(server, ada)
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
    watch(page)
    await page.settled()
    const other = await openPage(server, await server.person('linus'))
    watch(other, 'grace')
    await turns(other, 'grace', 'away')
    await openPage(server, grace)
    await turns(other, 'grace', 'available')
    await page.settled()
    expect(page.all('presence')).toHaveLength(1)
    watch(page, ...Array.from({ length: 101 }, (_, n) => `member${n}`))
    expect((await page.closed).code).toBe(1008)
  })
})

describe('attack: a member whose presence changes without end', () => {
  test('is told to others once a second at most, and at last as it is', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const page = await openPage(server, ada)
    const started = performance.now()
    watch(page, 'grace')
    await turns(page, 'grace', 'away')
    for (let n = 0; n < 40; n += 1) {
      const tab = await openPage(server, grace)
      await tab.close()
      await page.settled()
    }
    await openPage(server, grace)
    await until('the page knows that she is there', async () => {
      await page.settled()
      return page.all('presence').at(-1)?.status === 'available'
    })
    const seconds = (performance.now() - started) / 1_000
    expect(page.all('presence').length).toBeLessThanOrEqual(seconds + 3)
  })
})
