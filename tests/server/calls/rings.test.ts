/** What a worker does with its ring token, over real HTTP. */
import { describe, expect, test, vi } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { ringApi } from '../../../protocol/ring-api.ts'
import { openCallSecrets } from '../../../push-server/calls/call-secrets.ts'
import { TestClock, startServer } from '../../support/server.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import { CallWindow, openPage, twoPeople } from '../../support/two-people.ts'

const DAY_MS = 86_400_000

async function ringing(server: TestServer, ada: TestDevice, grace: TestDevice) {
  const tab = await openPage(server, grace)
  const caller = await CallWindow.open(server, ada)
  const callId = await caller.place('grace')
  await tab.next('ring')
  const secrets = await openCallSecrets(server.peal.store)
  const { ring: token, answer: answerToken } = secrets.tokens(callId, grace.deviceId)
  return { tab, caller, callId, token, answerToken }
}

describe('a ring token', () => {
  test('allows reporting, answering and reading the ring without a session', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const { caller, callId, token, answerToken, tab } = await ringing(server, ada, grace)
    const params = { token }
    expect((await server.ask(ringApi.ringRinging, { params })).status).toBe(200)
    await caller.client.call(callId, ({ state }) => state === 'ringing')
    const legId = freshId('leg')
    const wrong = { params, body: { legId, answerToken: token } }
    expect(await server.ask(ringApi.ringAnswer, wrong)).toMatchObject({
      status: 400,
      code: 'invalid',
    })
    const body = { legId, answerToken }
    const claim = await server.ask(ringApi.ringAnswer, { params, body })
    expect(claim.data?.call).toMatchObject({ callId, state: 'answering', here: true, leg: legId })
    await tab.call(callId, ({ state }) => state === 'answering')
    // The window that opens meanwhile has the same leg, so both may answer, in any order.
    const window = await CallWindow.open(server, grace, legId)
    const data = await window.client.ask(window.answering(callId, answerToken))
    expect(data).toMatchObject({ call: { here: true }, offer: expect.stringContaining('v=0') })
    expect(server.peal.calls.live(callId)?.call).toMatchObject({ callee: { silentAt: null } })
    const again = await server.ask(ringApi.ringAnswer, { params, body })
    expect(again.data?.call).toMatchObject({ leg: legId })
    const late = { params, body: { legId: freshId('leg'), answerToken } }
    expect(await server.ask(ringApi.ringAnswer, late)).toMatchObject({
      status: 403,
      code: 'answered-elsewhere',
    })
  })

  test('attack: allows 300 requests of a device a minute, and other devices go on', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const { callId, token } = await ringing(server, ada, grace)
    const report = () => server.ask(ringApi.ringRinging, { params: { token } })
    for (let n = 0; n < 300; n += 1) expect((await report()).status).toBe(200)
    const refused = await report()
    expect([refused.status, refused.code]).toEqual([429, 'rate-limited'])
    expect(refused.retryMs).toBeGreaterThan(0)
    const other = await server.signIn('grace')
    await openPage(server, other)
    const secrets = await openCallSecrets(server.peal.store)
    const params = { token: secrets.tokens(callId, other.deviceId).ring }
    expect((await server.ask(ringApi.ringState, { params, body: {} })).status).toBe(200)
  })

  test('is of no use to a phone: it can neither answer nor decline', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const phone = await server.signIn('grace', { kind: 'mobile' })
    await openPage(server, phone)
    const { callId } = await ringing(server, ada, grace)
    const secrets = await openCallSecrets(server.peal.store)
    const { ring: token, answer: answerToken } = secrets.tokens(callId, phone.deviceId)
    const params = { token }
    const body = { legId: freshId('leg'), answerToken }
    const unknown = { status: 404, code: 'unknown-call' }
    expect(await phone.ask(ringApi.ringAnswer, { params, body })).toMatchObject(unknown)
    expect(await phone.ask(ringApi.ringDecline, { params })).toMatchObject(unknown)
    expect(await phone.ask(ringApi.ringRinging, { params })).toMatchObject(unknown)
    expect(server.peal.calls.live(callId)?.call).toMatchObject({ state: 'placed' })
  })

  test('allows declining for all devices', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const other = await openPage(server, await server.signIn('grace'))
    const { caller, callId, token } = await ringing(server, ada, grace)
    const declined = await server.ask(ringApi.ringDecline, { params: { token } })
    expect(declined.data?.call).toMatchObject({ state: 'ended', reason: 'declined' })
    await other.call(callId, ({ state }) => state === 'ended')
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject({ reason: 'declined', endedBy: 'callee' })
    // A report after the end changes nothing.
    expect((await server.ask(ringApi.ringRinging, { params: { token } })).status).toBe(200)
    const state = await server.ask(ringApi.ringState, { params: { token }, body: {} })
    expect(state.data?.call).toMatchObject({ state: 'ended', rev: ended.rev })
  })

  test('allows a poll that waits for the next change, but not after the end', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const { caller, callId, token } = await ringing(server, ada, grace)
    const params = { token }
    const now = await server.ask(ringApi.ringState, { params, body: {} })
    const rev = String(now.data?.call.rev)
    let held = true
    const poll = server
      .ask(ringApi.ringState, { params, body: { rev } })
      .finally(() => (held = false))
    await caller.client.settled()
    await server.ask(ringApi.ringState, { params, body: {} })
    expect(held).toBe(true)
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    const { data } = await poll
    expect(data?.call).toMatchObject({ state: 'ended', reason: 'cancelled', missed: true })
    const after = await server.ask(ringApi.ringState, {
      params,
      body: { rev: String(data?.call.rev) },
    })
    expect(after.data?.call.state).toBe('ended')
  })

  test('allows a poll that goes on when another device reports the ring', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const other = await openPage(server, await server.signIn('grace'))
    const { tab, caller, callId, token } = await ringing(server, ada, grace)
    tab.send({ type: 'call.ringing', callId })
    const { rev } = await caller.client.call(callId, ({ state }) => state === 'ringing')
    const changed = vi.fn()
    server.peal.calls.onChange(changed)
    let held = true
    const body = { rev: String(rev) }
    const poll = server
      .ask(ringApi.ringState, { params: { token }, body })
      .finally(() => (held = false))
    await server.ask(ringApi.ringState, { params: { token }, body: {} })
    other.send({ type: 'call.ringing', callId })
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1))
    await server.ask(ringApi.ringState, { params: { token }, body: {} })
    expect(held).toBe(true)
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    expect((await poll).data?.call.state).toBe('ended')
  })

  test('can be used for a day to read how the ring ended, unless the device is signed out', async () => {
    const clock = new TestClock(Date.now())
    const { server, ada, grace } = await twoPeople(await startServer({ clock }))
    const { callId, caller, token } = await ringing(server, ada, grace)
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    const read = () => server.ask(ringApi.ringState, { params: { token }, body: {} })
    clock.advance(DAY_MS)
    expect((await read()).status).toBe(200)
    clock.advance(1)
    expect(await read()).toMatchObject({ status: 404, code: 'unknown-call' })
    const second = await ringing(server, ada, grace)
    await grace.ask(api.signOut)
    const voided = await server.ask(ringApi.ringDecline, { params: { token: second.token } })
    expect(voided).toMatchObject({ status: 404, code: 'unknown-call' })
  })

  test('does not answer with the answer token of the previous ring', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const first = await ringing(server, ada, grace)
    const { callId, legId } = { callId: first.callId, legId: first.caller.legId }
    await first.caller.client.ask({ type: 'call.hangup', callId, legId })
    const second = await ringing(server, ada, grace)
    const window = await CallWindow.open(server, grace)
    const stale = await window.client.refusal(window.answering(second.callId, first.answerToken))
    expect(stale.code).toBe('invalid')
    const body = { legId: freshId('leg'), answerToken: first.answerToken }
    const { status } = await server.ask(ringApi.ringAnswer, {
      params: { token: second.token },
      body,
    })
    expect(status).toBe(400)
    // After a press in the window the session is enough.
    await window.client.ask(window.answering(second.callId))
  })

  test('is refused if it is unknown or malformed', async () => {
    const server = await startServer()
    for (const token of ['x'.repeat(43), 'short', "'; drop table call;--"]) {
      expect((await server.ask(ringApi.ringState, { params: { token }, body: {} })).status).toBe(
        404,
      )
    }
  })
})
