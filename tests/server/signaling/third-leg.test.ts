import { describe, expect, test } from 'vitest'
import { ringApi } from '../../../protocol/ring-api.ts'
import { startServer } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import { CallWindow, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

const BODY = { candidates: [{ candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host' }] }

describe('third-leg', () => {
  test('a third person is refused as not-a-party, whatever they ask', async () => {
    const people = await twoPeople(await startServer())
    const { caller, callee, callId } = await connectedCall(people)
    const mallory = await people.server.person('mallory')
    const { client, legId } = await CallWindow.open(people.server, mallory)
    for (const leg of [legId, caller.legId, callee.legId]) {
      const asked = [
        { type: 'call.join', callId, legId: leg },
        { type: 'call.join', callId, legId, prevLegId: leg },
        { type: 'call.answer', callId, legId: leg, video: true },
        { type: 'call.hangup', callId, legId: leg },
        { type: 'call.decline', callId },
        { type: 'ice.get', callId },
      ] as const
      for (const message of asked) expect((await client.refusal(message)).code).toBe('not-a-party')
      const placing = new CallWindow(client, leg).placing('ada', callId)
      expect((await client.refusal(placing)).code).toBe('not-a-party')
      client.send({ type: 'signal', callId, legId: leg, gen: 1, n: 1, body: BODY })
      client.send({ type: 'signal.ack', callId, gen: 1, upTo: 1 })
      client.send({ type: 'call.media', callId, legId: leg, state: 'lost' })
      client.send({
        type: 'hello',
        v: 1,
        page: 'call',
        visible: true,
        canSound: true,
        callId,
        legId: leg,
      })
      await client.next('welcome')
      const left = await mallory.ask(ringApi.leave, {
        params: { id: callId },
        body: { legId: leg },
      })
      expect(left).toMatchObject({ status: 403, code: 'not-a-party' })
    }
    for (const { client: page } of [caller, callee]) {
      await page.settled()
      expect(page.all('signal')).toEqual([])
      expect(page.all('signal.ack')).toEqual([])
      expect(page.all('bye')).toEqual([])
    }
  })

  test('a second window of either side, on any device, is refused as answered-elsewhere', async () => {
    const people = await twoPeople(await startServer())
    const { server, ada, grace } = people
    const { caller, callee, callId } = await connectedCall(people)
    const other = await server.signIn('grace')
    for (const device of [ada, grace, other]) {
      const { client, legId } = await CallWindow.open(server, device)
      expect((await client.refusal({ type: 'call.join', callId, legId })).code).toBe(
        'answered-elsewhere',
      )
      // Its device may have the leg, but this window does not, and cannot end the call.
      const hangup = await client.request({ type: 'call.hangup', callId, legId })
      if (hangup.ok) expect(hangup.data.call).toMatchObject({ state: 'connected', here: true })
      else expect(hangup.code).toBe('answered-elsewhere')
      client.send({ type: 'signal', callId, legId, gen: 1, n: 1, body: BODY })
      client.send({ type: 'signal', callId, legId: callee.legId, gen: 1, n: 1, body: BODY })
      const left = await device.ask(ringApi.leave, { params: { id: callId }, body: { legId } })
      expect(left).toMatchObject({ status: 403, code: 'answered-elsewhere' })
      await client.settled()
    }
    // Knowing the leg's id does not let another device replace it.
    const thief = await CallWindow.open(server, other)
    const take = { type: 'call.join', callId, legId: thief.legId, prevLegId: callee.legId } as const
    expect((await thief.client.refusal(take)).code).toBe('answered-elsewhere')
    const decline = await thief.client.refusal({ type: 'call.decline', callId })
    expect(decline.code).toBe('answered-elsewhere')
    expect((await thief.client.refusal({ type: 'ice.get', callId })).code).toBe(
      'answered-elsewhere',
    )
    for (const { client } of [caller, callee]) {
      await client.settled()
      expect(client.all('signal')).toEqual([])
      expect(client.all('bye')).toEqual([])
    }
  })

  test('another device cannot join with a leg, even if it knows the leg’s id', async () => {
    const people = await twoPeople(await startServer())
    const { callee, callId } = await connectedCall(people)
    const other = await people.server.signIn('grace')
    const thief = await CallWindow.open(people.server, other, callee.legId)
    const join = { type: 'call.join', callId, legId: callee.legId } as const
    expect((await thief.client.refusal(join)).code).toBe('answered-elsewhere')
    await callee.client.settled()
    expect(callee.client.all('bye')).toEqual([])
  })

  test('the leg of a side is told to its own device only', async () => {
    const people = await twoPeople(await startServer())
    const other = await people.server.signIn('grace')
    const elsewhere = await openPage(people.server, other)
    const { caller, callee, callId } = await connectedCall(people)
    for (const view of elsewhere.all('call')) expect(view).toMatchObject({ here: false })
    expect(JSON.stringify(elsewhere.received)).not.toContain(callee.legId)
    expect(JSON.stringify(callee.client.received)).not.toContain(caller.legId)
    expect((await elsewhere.hello()).live).toMatchObject({ callId, here: false })
  })

  test('no signal is relayed before the answer or after the end', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await tab.next('ring')
    const signal = {
      type: 'signal',
      callId,
      legId: caller.legId,
      gen: 1,
      n: 1,
      body: BODY,
    } as const
    caller.client.send(signal)
    await caller.client.settled()
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    caller.client.send(signal)
    await caller.client.settled()
    await tab.settled()
    expect(tab.all('signal')).toEqual([])
  })

  test('a phone cannot place, join or answer', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const phone = await CallWindow.open(server, await server.signIn('grace', { kind: 'mobile' }))
    await openPage(server, grace)
    expect((await phone.client.refusal(phone.placing('ada'))).code).toBe('desktop-only')
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    expect((await phone.client.refusal(phone.answering(callId))).code).toBe('desktop-only')
    const { legId } = phone
    const join = await phone.client.refusal({ type: 'call.join', callId, legId: freshId(legId) })
    expect(join.code).toBe('desktop-only')
    expect(phone.client.all('ring')).toEqual([])
  })

  test('if two windows of one device answer, one gets the call and the other is told', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    const { answerToken } = await tab.next('ring')
    const windows = [await CallWindow.open(server, grace), await CallWindow.open(server, grace)]
    const replies = await Promise.all(
      windows.map((window) => window.client.request(window.answering(callId, answerToken))),
    )
    expect(replies.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'answered-elsewhere' })
  })
})

test('if a window is duplicated, the newer one gets the leg and the older one is told', async () => {
  const people = await twoPeople(await startServer())
  const { caller, callee, callId } = await connectedCall(people)
  const twin = await SocketClient.open(people.server, people.grace)
  await twin.hello({ page: 'call', callId, legId: callee.legId })
  expect(await callee.client.next('bye')).toMatchObject({ code: 'superseded' })
  await callee.client.closed
  caller.client.send({ type: 'signal', callId, legId: caller.legId, gen: 1, n: 1, body: BODY })
  await twin.next('signal')
})
