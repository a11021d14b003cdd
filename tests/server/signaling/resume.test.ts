import { describe, expect, test } from 'vitest'
import { profileApi } from '../../../protocol/profile-api.ts'
import { ringApi } from '../../../protocol/ring-api.ts'
import { startServer } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import { CallWindow, OFFER, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

describe('hello → welcome', () => {
  test('sends the whole state: oneself, the live call, rings, the unseen count and the time', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const caller = await CallWindow.open(server, ada)
    const before = await SocketClient.open(server, grace)
    const first = await before.hello()
    expect(first).toMatchObject({ v: 1, member: { handle: 'grace' }, rings: [], unseen: 0 })
    expect(first.live).toBeUndefined()
    expect(Math.abs(first.now - Date.now())).toBeLessThan(10_000)
    const missed = await caller.place('grace')
    await caller.client.ask({ type: 'call.hangup', callId: missed, legId: caller.legId })
    expect(await before.next('missed')).toMatchObject({ unseen: 1, latest: { callId: missed } })

    const anew = new CallWindow(caller.client, freshId('leg'))
    const callId = await anew.place('grace')
    const late = await (await SocketClient.open(server, grace)).hello()
    expect(late).toMatchObject({ live: { callId, role: 'callee' }, unseen: 1 })
    expect(late.rings).toMatchObject([{ call: { callId, state: 'placed' } }])
    const { answerToken } = await before.next('ring', ({ call }) => call.callId === callId)
    expect(late.rings[0]?.answerToken).toBe(answerToken)
    const own = await (await SocketClient.open(server, ada)).hello()
    expect(own).toMatchObject({ live: { callId, role: 'caller', leg: anew.legId }, rings: [] })
  })

  test('makes a device that connects during a ring ring, and stop like the others', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await tab.next('ring')
    const other = await server.signIn('grace')
    const late = await SocketClient.open(server, other)
    const welcome = await late.hello()
    expect(welcome.rings).toMatchObject([{ call: { callId } }])
    late.send({ type: 'call.ringing', callId })
    await caller.client.call(callId, ({ state }) => state === 'ringing')
    const declined = await tab.ask({ type: 'call.decline', callId })
    expect(declined.call).toMatchObject({ state: 'ended', reason: 'declined' })
    await late.call(callId, ({ state }) => state === 'ended')
  })

  test('does not ring a device whose "ring here" is off; switched on, it is reachable again', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const device = { params: { id: grace.deviceId } }
    await grace.ask(profileApi.changeDevice, { ...device, body: { ringHere: false } })
    await tab.settled()
    expect((await tab.hello()).rings).toEqual([])
    await grace.ask(profileApi.changeDevice, { ...device, body: { ringHere: true } })
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    expect((await tab.next('ring')).call.callId).toBe(callId)
  })
})

describe('a request', () => {
  test('gets the same reply when it is repeated on the same socket', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    const message = { ...window.placing('grace'), req: 7 }
    window.client.send(message)
    const first = await window.client.next('reply')
    window.client.send(message)
    expect(await window.client.next('reply')).toEqual(first)
    // Even if another message reuses the number of an earlier one.
    const { callId } = message
    window.client.send({ type: 'call.hangup', req: 7, callId, legId: window.legId })
    expect(await window.client.next('reply')).toEqual(first)
    expect(server.peal.calls.live(callId)).not.toBeNull()
  })

  test('gets one reply when it is repeated while it is in progress', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    const message = { ...window.placing('grace'), req: 7 }
    for (let n = 0; n < 5; n += 1) window.client.send(message)
    await window.client.next('reply')
    await window.client.settled()
    expect(window.client.all('reply')).toHaveLength(1)
  })

  test('to place that is retried on a new socket finds the same call', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    const callId = await window.place('grace')
    window.client.socket.terminate()
    const again = await CallWindow.open(server, ada, window.legId)
    const data = await again.client.ask(again.placing('grace', callId))
    expect(data.call).toMatchObject({ callId, state: 'placed', role: 'caller', here: true })
    await tab.next('ring')
    await tab.settled()
    expect(tab.all('ring')).toHaveLength(1)
  })

  test('to answer that is retried on a new socket gets the offer again until the call connects', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    const callee = await CallWindow.open(server, grace)
    await callee.client.ask(callee.answering(callId))
    callee.client.socket.terminate()
    const again = await CallWindow.open(server, grace, callee.legId)
    const data = await again.client.ask(again.answering(callId))
    expect(data).toMatchObject({ offer: OFFER, call: { state: 'answering', leg: callee.legId } })
    again.client.send({ type: 'call.media', callId, legId: callee.legId, state: 'up' })
    await again.client.call(callId, ({ state }) => state === 'connected')
    expect((await again.client.ask(again.answering(callId))).offer).toBeUndefined()
    const row = await server.peal.store.read
      .selectFrom('call')
      .select('offer')
      .where('id', '=', callId)
      .executeTakeFirst()
    expect(row).toEqual({ offer: null })
  })

  test('to place that a member sends from two browsers is granted to one of them', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    await server.person('linus')
    await openPage(server, grace)
    const windows = [
      await CallWindow.open(server, ada),
      await CallWindow.open(server, await server.signIn('ada')),
    ]
    const replies = await Promise.all(
      windows.map((window) => window.client.request(window.placing('grace'))),
    )
    expect(replies.map(({ ok }) => ok).sort()).toEqual([false, true])
    const placed = replies.find(({ ok }) => ok)
    const callId = placed?.ok === true ? placed.data.call?.callId : ''
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'in-a-call', callId })
  })
})

describe('a call', () => {
  test('survives the caller reloading while placing it: it is placed under the same id', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const gone = freshId('leg')
    const callId = freshId('call')
    const window = await CallWindow.open(server, ada)
    const { legId } = window
    const join = { type: 'call.join', callId, legId, prevLegId: gone, offer: OFFER } as const
    expect((await window.client.refusal(join)).code).toBe('unknown-call')
    await window.client.ask({ ...window.placing('grace', callId), prevLegId: gone })
    expect((await tab.next('ring')).call.callId).toBe(callId)
  })

  test('survives the caller reloading while it rings: the callee answers the new offer', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await tab.next('ring')
    await ada.ask(ringApi.leave, { params: { id: callId }, body: { legId: caller.legId } })
    await caller.client.close()
    const reloaded = await CallWindow.open(server, ada)
    const offer = `${OFFER}s=new\r\n`
    const { legId } = reloaded
    const join = { type: 'call.join', callId, legId, prevLegId: caller.legId, offer } as const
    const data = await reloaded.client.ask(join)
    expect(data.call).toMatchObject({ state: 'placed', gen: 2, leg: legId })
    const callee = await CallWindow.open(server, grace)
    const answer = await callee.client.ask(callee.answering(callId))
    expect(answer).toMatchObject({ offer, call: { gen: 2 } })
    await reloaded.client.call(callId, ({ state }) => state === 'answering')
    expect(reloaded.client.all('peer.reset')).toEqual([])
  })

  test('that is answered while the caller reloads starts anew when the caller joins', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await tab.next('ring')
    await caller.client.close()
    const callee = await CallWindow.open(server, grace)
    await callee.client.ask(callee.answering(callId))
    const reloaded = await CallWindow.open(server, ada)
    const { legId } = reloaded
    const data = await reloaded.client.ask({
      type: 'call.join',
      callId,
      legId,
      prevLegId: caller.legId,
      offer: OFFER,
    })
    expect(data.call).toMatchObject({ state: 'answering', gen: 2 })
    expect(await callee.client.next('peer.reset')).toMatchObject({ callId, gen: 2 })
    expect((await callee.client.ask(callee.answering(callId))).offer).toBeUndefined()
  })

  test.each(['caller', 'callee'] as const)(
    'survives the %s reloading: the other page is told, and signals reach the new page',
    async (side) => {
      const people = await twoPeople(await startServer())
      const { caller, callee, callId } = await connectedCall(people)
      const [gone, other] = side === 'caller' ? [caller, callee] : [callee, caller]
      const who = side === 'caller' ? people.ada : people.grace
      await who.ask(ringApi.leave, { params: { id: callId }, body: { legId: gone.legId } })
      await gone.client.close()
      const reloaded = await CallWindow.open(people.server, who)
      const { legId } = reloaded
      const join = { type: 'call.join', callId, legId, prevLegId: gone.legId } as const
      const data = await reloaded.client.ask(join)
      expect(data.call).toMatchObject({ state: 'connected', gen: 2, leg: legId })
      expect(await other.client.next('peer.reset')).toEqual({ type: 'peer.reset', callId, gen: 2 })
      const body = { candidates: [{ candidate: '' }] }
      const signal = { type: 'signal', callId, legId: other.legId, gen: 2, n: 1, body } as const
      other.client.send(signal)
      expect(await reloaded.client.next('signal')).toEqual(signal)
      // A late goodbye of the former page, whose leg is not the present one.
      const late = await who.ask(ringApi.leave, {
        params: { id: callId },
        body: { legId: gone.legId },
      })
      expect(late.code).toBe('answered-elsewhere')
      // Late signals of the former page are dropped.
      reloaded.client.send({ ...signal, legId: gone.legId })
      await reloaded.client.settled()
      expect(other.client.all('signal')).toEqual([])
    },
  )
})

test('a recall by a partner whose browser has crashed replaces the old call', async () => {
  const people = await twoPeople(await startServer())
  const { caller, tab, callId } = await connectedCall(people)
  await people.ada.ask(ringApi.leave, { params: { id: callId }, body: { legId: caller.legId } })
  const again = await CallWindow.open(people.server, people.ada)
  const second = await again.place('grace')
  expect(await tab.call(callId, ({ state }) => state === 'ended')).toMatchObject({
    reason: 'completed',
    endedBy: 'caller',
  })
  expect((await tab.next('ring', ({ call }) => call.callId === second)).call.state).toBe('placed')
})
