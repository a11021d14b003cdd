import { describe, expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { startServer } from '../../support/server.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import { CallWindow, OFFER, openPage, twoPeople } from '../../support/two-people.ts'

const offerOf = (who: string) => `${OFFER}s=${who}\r\n`

/** A window that has called `handle`, and the reply. */
async function placing(server: TestServer, who: TestDevice, handle: string) {
  const window = await CallWindow.open(server, who)
  const callId = freshId('call')
  const request = window.placing(handle, callId, { offer: offerOf(who.session.member.handle) })
  return { window, callId, data: await window.client.ask(request) }
}

test(
  'glare: two members who call each other within 200 ms get one call, and signals go both ways',
  async () => {
    const { server, ada, grace } = await twoPeople(await startServer({ limits: false }))
    const tabs = [await openPage(server, ada), await openPage(server, grace)]
    for (let round = 0; round < times('glare'); round += 1) {
      const lagMs = (round % 5) * 50
      const later = async () => {
        await new Promise((resolve) => setTimeout(resolve, lagMs))
        return placing(server, grace, 'ada')
      }
      const sides = await Promise.all([placing(server, ada, 'grace'), later()])
      const ids = new Set(sides.map(({ data }) => data.call?.callId))
      expect(ids.size).toBe(1)
      const [callId = ''] = ids
      const caller = sides.find(({ data }) => data.call?.role === 'caller')
      const callee = sides.find(({ data }) => data.call?.role === 'callee')
      if (caller === undefined || callee === undefined) throw new Error('both have the same role')
      // One window drops its offer and gets the other's.
      expect(callee.data).toMatchObject({
        call: { state: 'answering', here: true, mergedId: callee.callId, leg: callee.window.legId },
        offer: offerOf(caller.data.call?.peer.handle === 'grace' ? 'ada' : 'grace'),
      })
      await caller.window.client.call(callId, ({ state }) => state === 'answering')

      // The placed id means the call in its placer's messages, and the other page does not know it.
      const body = { candidates: [{ candidate: '' }] }
      const signal = { type: 'signal', gen: 1, n: 1, body } as const
      callee.window.client.send({ ...signal, callId: callee.callId, legId: callee.window.legId })
      expect(await caller.window.client.next('signal')).toMatchObject({ callId, body })
      caller.window.client.send({ ...signal, callId, legId: caller.window.legId })
      expect(await callee.window.client.next('signal')).toMatchObject({ callId, body })

      const hangup = {
        type: 'call.hangup',
        callId: callee.callId,
        legId: callee.window.legId,
      } as const
      expect((await callee.window.client.ask(hangup)).call).toMatchObject({
        callId,
        state: 'ended',
      })
      for (const { window } of sides) await window.client.close()
    }
    // No dialog remains on either side.
    for (const tab of tabs) {
      const live = await tab.hello()
      expect(live).toMatchObject({ rings: [] })
      expect(live.live).toBeUndefined()
    }
  },
  REPEATING_LIMIT_MS,
)

describe('glare', () => {
  test('does not happen if the first call was cancelled: the later placing is a call of its own', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, ada)
    const first = await placing(server, ada, 'grace')
    await first.window.client.ask({
      type: 'call.hangup',
      callId: first.callId,
      legId: first.window.legId,
    })
    const second = await placing(server, grace, 'ada')
    expect(second.data.call).toMatchObject({
      callId: second.callId,
      role: 'caller',
      state: 'placed',
    })
    expect((await tab.next('ring')).call.callId).toBe(second.callId)
  })

  test('answers a repeated placing with the same call and the same offer', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const first = await placing(server, ada, 'grace')
    const second = await placing(server, grace, 'ada')
    await second.window.client.close()
    const again = await CallWindow.open(server, grace, second.window.legId)
    const data = await again.client.ask(again.placing('ada', second.callId))
    expect(data).toMatchObject({
      call: { callId: first.callId, role: 'callee', here: true, mergedId: second.callId },
      offer: offerOf('ada'),
    })
    // Its leg is bound again: signals reach it.
    const body = { candidates: [{ candidate: '' }] }
    const { client, legId } = first.window
    client.send({ type: 'signal', callId: first.callId, legId, gen: 1, n: 1, body })
    expect(await again.client.next('signal')).toMatchObject({ body })
  })

  test('lets a placer that reloads join by the id it placed, and the other page starts anew', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const first = await placing(server, ada, 'grace')
    const second = await placing(server, grace, 'ada')
    await second.window.client.close()
    const reloaded = await CallWindow.open(server, grace)
    const data = await reloaded.client.ask({
      type: 'call.join',
      callId: second.callId,
      legId: reloaded.legId,
      prevLegId: second.window.legId,
    })
    expect(data.call).toMatchObject({ callId: first.callId, gen: 2, leg: reloaded.legId })
    expect(data.offer).toBeUndefined()
    expect(await first.window.client.next('peer.reset')).toMatchObject({
      callId: first.callId,
      gen: 2,
    })
  })

  test('of three members who call in a circle tells each why it is refused', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const linus = await server.person('linus')
    await openPage(server, grace)
    const first = await placing(server, ada, 'grace')
    const second = await CallWindow.open(server, grace)
    expect(await second.client.refusal(second.placing('linus'))).toMatchObject({
      code: 'being-called',
      callId: first.callId,
    })
    const third = await placing(server, linus, 'ada')
    expect(third.data.call).toMatchObject({ state: 'ended', reason: 'busy' })
  })
})
