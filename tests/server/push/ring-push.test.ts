/** Rings, stops and missed calls by push, as the push service and the device see them. */
import { describe, expect, test } from 'vitest'
import { ringApi } from '../../../protocol/ring-api.ts'
import { PUSH_TEXT_BYTES } from '../../../protocol/push.ts'
import { kindsAt, pushOf, pushPerson, pushRoom, subscribe } from '../../support/push-room.ts'
import type { TestServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import type { SocketClient } from '../../support/socket-client.ts'
import { CallWindow, openPage } from '../../support/two-people.ts'

/** What encryption adds to a text (RFC 8291, and RFC 8188's header and padding byte). */
const OVERHEAD = 103

/** Ada calls Grace, and this page of Grace's reports that it rings. */
async function ringingIn(tab: SocketClient, server: TestServer) {
  const caller = await CallWindow.open(server, await server.person('ada'))
  const callId = await caller.place('grace')
  await tab.next('ring')
  tab.send({ type: 'call.ringing', callId })
  await caller.client.call(callId, ({ state }) => state === 'ringing')
  return { caller, callId }
}

describe('a ring by push', () => {
  test('reaches a device without a tab, which can report and answer it', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    const caller = await CallWindow.open(server, await server.person('ada'))
    const callId = await caller.place('grace')

    const ring = await pushOf(room, grace.endpoint, 'ring')
    expect(ring).toMatchObject({
      callId,
      to: grace.memberId,
      from: { handle: 'ada', name: 'ada', photo: null },
      connector: 'webrtc',
      carries: 'peer',
    })
    expect(ring.endsAt - ring.placedAt).toBe(45_000)
    const params = { token: ring.ringToken }
    expect((await server.ask(ringApi.ringRinging, { params })).status).toBe(200)
    await caller.client.call(callId, ({ state }) => state === 'ringing')
    const legId = freshId('leg')
    const { answerToken } = ring
    const answered = await server.ask(ringApi.ringAnswer, { params, body: { legId, answerToken } })
    expect(answered.data?.call).toMatchObject({ state: 'answering', leg: legId, here: true })
    await caller.client.call(callId, ({ state }) => state === 'answering')
  })

  test('push-headers: has the time left, urgency, one topic a caller and one length, and is followed by one push at most', async () => {
    const room = await pushRoom()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace', { host: 'wns2-par02p.notify.windows.com' })
    await pushOf(room, grace.endpoint, 'echo')
    const ada = await server.person('ada')
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await pushOf(room, grace.endpoint, 'ring')
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    const stop = await pushOf(room, grace.endpoint, 'stop')
    expect(stop).toMatchObject({ callId, outcome: 'missed', missed: { count: 1, unseen: 1 } })
    await pushOf(room, grace.endpoint, 'stop')
    expect(kindsAt(room, grace.endpoint)).toEqual(['echo', 'ring', 'stop'])

    expect(service.log.refused).toEqual([])
    const [, ringing, stopping] = service.log.accepted
    expect(ringing).toMatchObject({ ttl: '45', urgency: 'high', contentEncoding: 'aes128gcm' })
    expect(stopping).toMatchObject({ ttl: '59', urgency: 'high', topic: ringing?.topic })
    expect(ringing?.topic).toMatch(/^[A-Za-z0-9_-]{1,32}$/)
    for (const { bodyLength } of service.log.accepted) {
      expect(bodyLength).toBe(PUSH_TEXT_BYTES + OVERHEAD)
    }
    expect(PUSH_TEXT_BYTES + OVERHEAD).toBeLessThanOrEqual(4_096)
  })

  test('is deleted if it was not sent yet, and no stop is sent', async () => {
    const room = await pushRoom()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    // A visible tab that can play sound, so that the push waits.
    const tab = await openPage(server, grace, { visible: true, canSound: true })
    const { caller, callId } = await ringingIn(tab, server)
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    const rows = await server.peal.store.read.selectFrom('outbox').selectAll().execute()
    expect(rows.filter(({ kind }) => kind === 'ring')).toEqual([])
    expect(service.messages.map(({ endpoint }) => endpoint)).toEqual([grace.endpoint])
  })

  test('is sent after all when the tab that rang instead is closed', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    const tab = await openPage(server, grace, { visible: true, canSound: true })
    const { caller, callId } = await ringingIn(tab, server)
    await tab.close()
    expect(await pushOf(room, grace.endpoint, 'ring')).toMatchObject({ callId })
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    expect(await pushOf(room, grace.endpoint, 'stop')).toMatchObject({ callId })
    expect(kindsAt(room, grace.endpoint)).toEqual(['echo', 'ring', 'stop'])
  })

  test('is sent to that device even if another device of the member has a page', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    await openPage(server, await server.signIn('grace'), { visible: true, canSound: true })
    const tab = await openPage(server, grace, { visible: true, canSound: true })
    const { callId } = await ringingIn(tab, server)
    await tab.close()
    expect(await pushOf(room, grace.endpoint, 'ring')).toMatchObject({ callId })
  })

  test('of a call that is placed again is not replaced by the stop of the one before', async () => {
    const room = await pushRoom()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    const ada = await server.person('ada')
    const first = await CallWindow.open(server, ada)
    const firstId = await first.place('grace')
    await pushOf(room, grace.endpoint, 'ring')
    await first.client.ask({ type: 'call.hangup', callId: firstId, legId: first.legId })
    const again = await CallWindow.open(server, ada)
    await again.place('grace')
    await pushOf(room, grace.endpoint, 'stop')
    expect(kindsAt(room, grace.endpoint)).toEqual(['echo', 'ring', 'ring', 'stop'])
    const topics = service.log.accepted.map(({ topic }) => topic)
    expect(topics[2]).toBe(topics[1])
    expect(topics[3]).not.toBe(topics[2])
  })

  test('frozen-tab: is sent after 1.5 s if a tab that can play sound does not report', async () => {
    const room = await pushRoom()
    const { server, service } = room
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    const tab = await openPage(server, grace, { visible: true, canSound: true })
    const caller = await CallWindow.open(server, await server.person('ada'))
    // Taken before the call is placed, because a busy machine may run the lines after it late.
    const began = performance.now()
    await caller.place('grace')
    await tab.next('ring')
    await pushOf(room, grace.endpoint, 'ring')
    const [, ringing] = service.log.accepted
    expect(Number(ringing?.receivedAt) - began).toBeGreaterThan(1_490)
  })

  test('stops on other devices when one answers, without a push if the worker has read the end', async () => {
    const room = await pushRoom()
    const { server } = room
    const grace = await pushPerson(room, 'grace')
    const other = await server.signIn('grace')
    const otherEndpoint = await subscribe(room, other)
    const third = await server.signIn('grace')
    const thirdEndpoint = await subscribe(room, third)
    const caller = await CallWindow.open(server, await server.person('ada'))
    await caller.place('grace')
    const [ring, otherRing] = await Promise.all([
      pushOf(room, grace.endpoint, 'ring'),
      pushOf(room, otherEndpoint, 'ring'),
      pushOf(room, thirdEndpoint, 'ring'),
    ])
    const reading = server.ask(ringApi.ringState, {
      params: { token: otherRing.ringToken },
      body: { rev: '1' },
    })
    await server.ask(ringApi.ringAnswer, {
      params: { token: ring.ringToken },
      body: { legId: freshId('leg'), answerToken: ring.answerToken },
    })
    expect((await reading).data?.call).toMatchObject({ state: 'answering', here: false })
    expect(await pushOf(room, thirdEndpoint, 'stop')).toMatchObject({ outcome: 'answered' })
    expect(kindsAt(room, otherEndpoint)).not.toContain('stop')
    expect(kindsAt(room, grace.endpoint)).not.toContain('stop')
  })

  test('is followed by an alert on phones with the count of missed calls, unless they were seen', async () => {
    const room = await pushRoom()
    const { server } = room
    const phone = await pushPerson(room, 'grace', { kind: 'mobile' })
    const caller = await CallWindow.open(server, await server.person('ada'))
    await caller.client.ask(caller.placing('grace'))
    expect(await pushOf(room, phone.endpoint, 'missed')).toMatchObject({
      from: { handle: 'ada' },
      missed: { count: 1, unseen: 1 },
    })
    const again = await CallWindow.open(server, await server.signIn('ada'))
    await again.client.ask(again.placing('grace'))
    const second = await room.service.received(
      ({ endpoint, text }) => endpoint === phone.endpoint && text.includes('"count":2'),
    )
    expect(second.topic).toBe(room.service.log.accepted.at(-2)?.topic)
    expect(kindsAt(room, phone.endpoint)).not.toContain('ring')
  })
})
