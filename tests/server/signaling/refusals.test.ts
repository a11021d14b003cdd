import { describe, expect, test } from 'vitest'
import { startServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import { CallWindow, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

describe('a call that cannot be placed', () => {
  test('because it is to oneself or to nobody is refused, and writes nothing', async () => {
    const { server, ada } = await twoPeople(await startServer())
    await server.peal.people.removeMember('grace')
    const tab = await openPage(server, ada)
    for (const [to, code] of [
      ['ada', 'self'],
      [' ADA ', 'self'],
      ['nobody', 'unknown-member'],
      ['grace', 'unknown-member'],
    ] as const) {
      const window = await CallWindow.open(server, ada)
      const refusal = await window.client.refusal(window.placing(to))
      expect([to, refusal.code]).toEqual([to, code])
      expect((await window.client.hello({ page: 'call' })).live).toBeUndefined()
    }
    await tab.settled()
    expect(tab.all('ring')).toEqual([])
    const kept = await server.peal.store.read.selectFrom('call').select('id').execute()
    expect(kept).toEqual([])
  })
})

describe('ICE servers', () => {
  test('of a call that has ended or never existed are refused', async () => {
    const { caller, callee, callId } = await connectedCall(await twoPeople(await startServer()))
    const sides = [caller.client, callee.client]
    for (const page of sides) {
      expect((await page.ask({ type: 'ice.get', callId })).iceServers).toBeDefined()
    }
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    for (const page of sides) {
      expect((await page.refusal({ type: 'ice.get', callId })).code).toBe('unknown-call')
      const never = await page.refusal({ type: 'ice.get', callId: freshId('call') })
      expect(never.code).toBe('unknown-call')
    }
  })
})
