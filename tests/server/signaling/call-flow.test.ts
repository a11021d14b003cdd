import { describe, expect, test } from 'vitest'
import { startServer } from '../../support/server.ts'
import { CallWindow, OFFER, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

describe('a call from one page to another', () => {
  test('rings, is answered, connects and ends, and each side sees what it may', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')

    const ring = await tab.next('ring')
    expect(ring.call).toMatchObject({ callId, state: 'placed', role: 'callee', here: false })
    expect(ring.call.peer).toEqual({ handle: 'ada', name: 'ada', photo: null })
    expect(ring.call.ringLeftMs).toBeGreaterThan(40_000)
    tab.send({ type: 'call.ringing', callId })
    const ringing = await caller.client.call(callId, ({ state }) => state === 'ringing')
    expect(ringing).toMatchObject({ role: 'caller', here: true, leg: caller.legId })

    const callee = await CallWindow.open(server, grace)
    const answer = await callee.client.ask(callee.answering(callId, ring.answerToken))
    expect(answer.offer).toBe(OFFER)
    expect(answer.call).toMatchObject({ state: 'answering', here: true, leg: callee.legId })
    expect(await tab.call(callId, ({ state }) => state === 'answering')).toMatchObject({
      here: true,
    })

    callee.client.send({ type: 'call.ready', callId, legId: callee.legId })
    caller.client.send({ type: 'call.ready', callId, legId: caller.legId })
    caller.client.send({ type: 'call.media', callId, legId: caller.legId, state: 'up' })
    const connected = await callee.client.call(callId, ({ state }) => state === 'connected')
    expect(connected.connectedMs).toBeGreaterThanOrEqual(0)

    const bye = await callee.client.ask({ type: 'call.hangup', callId, legId: callee.legId })
    expect(bye.call).toMatchObject({ state: 'ended', reason: 'completed', endedBy: 'callee' })
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject({ reason: 'completed', endedBy: 'callee', missed: false })
    expect(ended.durationMs).toBeGreaterThanOrEqual(0)
  })

  test('relays signals unchanged, and their acknowledgements', async () => {
    const { caller, callee, callId } = await connectedCall(await twoPeople(await startServer()))
    const { legId } = caller
    const signal = { type: 'signal', callId, legId, gen: 1, n: 1 } as const
    const body = { description: { type: 'offer' as const, sdp: OFFER } }
    caller.client.send({ ...signal, body })
    expect(await callee.client.next('signal')).toEqual({ ...signal, body })
    callee.client.send({ type: 'signal.ack', callId, gen: 1, upTo: 1 })
    expect(await caller.client.next('signal.ack')).toEqual({
      type: 'signal.ack',
      callId,
      gen: 1,
      upTo: 1,
    })
  })
})
