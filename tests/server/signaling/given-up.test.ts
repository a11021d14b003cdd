/** A hang-up or a goodbye that overtakes its placing on another way. */
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { ringApi } from '../../../protocol/ring-api.ts'
import { startServer } from '../../support/server.ts'
import type { TestDevice } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import type { SocketClient } from '../../support/socket-client.ts'
import { CallWindow, openPage, twoPeople } from '../../support/two-people.ts'

const historyOf = async (who: TestDevice) =>
  (await who.ask(api.history, { body: { filter: 'all' } })).data?.items ?? []

/** Everything that this page was told about calls. */
const heard = (page: SocketClient) =>
  (['ring', 'call', 'missed'] as const).flatMap((type) => page.all(type))

describe('a call that was hung up before its placing arrived', () => {
  test('is cancelled at once: nothing rings, the callee is not told, and both stay free', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const watcher = await openPage(server, ada)
    watcher.send({ type: 'presence.watch', handles: ['grace'] })
    await watcher.next('presence', ({ status }) => status === 'available')
    // The placing waits on the window's first socket; the hang-up uses its second.
    const first = await CallWindow.open(server, ada)
    const second = await CallWindow.open(server, ada, first.legId)
    const callId = freshId('call')
    const { legId } = first
    const refusal = await second.client.refusal({ type: 'call.hangup', callId, legId })
    expect(refusal.code).toBe('unknown-call')

    const over = { callId, state: 'ended', reason: 'cancelled', endedBy: 'caller', missed: false }
    const placing = first.placing('grace', callId)
    expect((await first.client.ask(placing)).call).toMatchObject({
      ...over,
      role: 'caller',
      rev: 1,
    })
    // Placing it again finds the same call with the same end.
    expect((await second.client.ask(placing)).call).toMatchObject({ ...over, rev: 1 })
    expect(await watcher.call(callId)).toMatchObject(over)

    expect(await tab.hello()).toMatchObject({ rings: [], unseen: 0 })
    expect((await tab.hello()).live).toBeUndefined()
    expect(heard(tab)).toEqual([])
    await watcher.settled()
    expect(watcher.all('presence').map(({ status }) => status)).toEqual(['available'])
    expect(await historyOf(grace)).toEqual([])
    expect(await historyOf(ada)).toMatchObject([{ callId, reason: 'cancelled', missed: false }])

    // "Call again" is another call.
    const again = new CallWindow(first.client, freshId('leg'))
    const next = await again.place('grace')
    expect((await tab.next('ring')).call.callId).toBe(next)
  })

  test('is cancelled also if the server restarted in between', async () => {
    const people = await twoPeople(await startServer())
    const { server, ada } = people
    const window = await CallWindow.open(server, ada)
    const callId = freshId('call')
    const { legId } = window
    await window.client.refusal({ type: 'call.hangup', callId, legId })
    await server.peal.stop()
    const settings = { dataFolder: server.folder }
    const anew = await startServer({ settings })
    const tab = await openPage(anew, people.grace)
    const back = await CallWindow.open(anew, ada, legId)
    const data = await back.client.ask(back.placing('grace', callId))
    expect(data.call).toMatchObject({ state: 'ended', reason: 'cancelled' })
    await tab.settled()
    expect(heard(tab)).toEqual([])
  })

  test('does not answer a call by which its callee rings the caller', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const caller = await CallWindow.open(server, ada)
    const back = await CallWindow.open(server, grace)
    const callId = freshId('call')
    await back.client.refusal({ type: 'call.hangup', callId, legId: back.legId })
    const rings = await caller.place('grace')
    const data = await back.client.ask(back.placing('ada', callId))
    expect(data.call).toMatchObject({ callId, state: 'ended', reason: 'cancelled' })
    expect(server.peal.calls.live(rings)?.call.state).toBe('placed')
  })

  test('is not cancelled by what another member said about the same id', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    const callId = freshId('call')
    await tab.refusal({ type: 'call.hangup', callId, legId: window.legId })
    await grace.ask(ringApi.leave, { params: { id: callId }, body: { legId: window.legId } })
    const { call } = await window.client.ask(window.placing('grace', callId))
    expect(call).toMatchObject({ state: 'placed' })
    expect((await tab.next('ring')).call.callId).toBe(callId)
  })
})

describe('a window that closed before its placing arrived', () => {
  test('places no call', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    const callId = freshId('call')
    const { legId } = window
    const goodbye = await ada.ask(ringApi.leave, { params: { id: callId }, body: { legId } })
    expect(goodbye.code).toBe('unknown-call')
    expect((await window.client.refusal(window.placing('grace', callId))).code).toBe('unknown-call')
    await tab.settled()
    expect(heard(tab)).toEqual([])
    expect(await historyOf(ada)).toEqual([])
  })

  test('places the call with its new leg once it has reloaded', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const gone = await CallWindow.open(server, ada)
    const callId = freshId('call')
    const prevLegId = gone.legId
    await ada.ask(ringApi.leave, { params: { id: callId }, body: { legId: prevLegId } })
    const window = await CallWindow.open(server, ada)
    const join = { type: 'call.join', callId, legId: window.legId, prevLegId } as const
    expect((await window.client.refusal(join)).code).toBe('unknown-call')
    // The former page's placing arrives in between.
    await gone.client.refusal(gone.placing('grace', callId))
    const data = await window.client.ask({ ...window.placing('grace', callId), prevLegId })
    expect(data.call).toMatchObject({ state: 'placed', leg: window.legId })
    expect((await tab.next('ring')).call.callId).toBe(callId)
  })
})
