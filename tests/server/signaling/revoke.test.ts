import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import {
  CallWindow,
  answeredCall,
  connectedCall,
  openPage,
  twoPeople,
} from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

/** How long a signed-out page may stay connected. */
const REVOKED_WITHIN_MS = 2_000
/** Sessions live 90 days. */
const EXPIRED_MS = 90 * 86_400_000 + 60_000

/** Waits until these clients are signed out: at most two seconds after `done`, which may itself be slow. */
async function closeSoonAfter(
  done: Promise<unknown>,
  clients: readonly SocketClient[],
): Promise<void> {
  const now = () => performance.now()
  const closing = clients.map(async (client) => {
    expect(await client.next('bye')).toMatchObject({ code: 'revoked' })
    await client.closed
    return now()
  })
  const [doneAt, ...closedAt] = await Promise.all([done.then(now), ...closing])
  expect(Math.max(...closedAt) - doneAt).toBeLessThan(REVOKED_WITHIN_MS)
}

describe('revoke closes the sockets', () => {
  test('of the device that signs out, and no others', async () => {
    const server = await startServer()
    const here = await server.person('ada')
    const there = await server.signIn('ada')
    const pages = [await openPage(server, here), await openPage(server, here, { page: 'call' })]
    const other = await openPage(server, there)
    await closeSoonAfter(here.ask(api.signOut), pages)
    await other.settled()
    await expect(SocketClient.open(server, here)).rejects.toThrow('401')
  })

  test('of every other device when the password changes', async () => {
    const server = await startServer()
    const here = await server.person('ada')
    const there = await server.signIn('ada')
    const mine = await openPage(server, here)
    const others = await openPage(server, there)
    const next = 'a longer password'
    await closeSoonAfter(here.ask(profileApi.setPassword, { body: { current: null, next } }), [
      others,
    ])
    await mine.settled()
  })

  test('of a member who is removed, even if their page ignores it', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const page = await openPage(server, ada)
    const deaf = await SocketClient.open(server, ada)
    deaf.socket.pause()
    await closeSoonAfter(server.peal.people.removeMember('ada'), [page])
    // It does not read, so it never answers the close frame and is terminated.
    await until('it is cut off', () => server.peal.signaling.count() === 0, REVOKED_WITHIN_MS)
    deaf.socket.resume()
    await deaf.closed
  })

  test('of an expired session, but not during a call', async () => {
    const clock = new TestClock(Date.now())
    const server = await startServer({ clock })
    const people = await twoPeople(server)
    const { tab, callee, callId } = await connectedCall(people)
    clock.advance(EXPIRED_MS)
    await server.peal.signaling.sweepExpired()
    expect(await tab.next('bye')).toMatchObject({ code: 'expired' })
    await callee.client.settled()
    const live = await callee.client.ask({ type: 'ice.get', callId })
    expect(live.iceServers).toEqual([])
  })

  test('and ignores what is still sent on them', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    // Sent after the server has started to close the socket.
    await ada.ask(api.signOut)
    window.client.send({ ...window.placing('grace'), req: 9 })
    await window.client.closed
    await tab.settled()
    expect(window.client.all('reply')).toEqual([])
    expect(tab.all('ring')).toEqual([])
  })
})

test('revoke: a signed-out page that does not know it yet cannot change a call', async () => {
  const { server, ada, grace } = await twoPeople(await startServer())
  const there = await server.signIn('grace')
  const out = await openPage(server, grace)
  const caller = await CallWindow.open(server, ada)
  const callId = await caller.place('grace')
  const callee = await CallWindow.open(server, there)
  // It does not read, so it believes that its socket is open.
  out.socket.pause()
  await grace.ask(api.signOut)
  out.send({ type: 'call.decline', req: 1, callId })
  out.socket.resume()
  await out.closed
  const { call } = await callee.client.ask(callee.answering(callId))
  expect(call).toMatchObject({ state: 'answering', here: true })
})

test('revoke: a socket that opens while its device is signed out gets no answer, and closes at its hello', async () => {
  const { server, ada, grace } = await twoPeople(await startServer())
  await openPage(server, grace)
  const caller = await CallWindow.open(server, ada)
  const callId = await caller.place('grace')
  const late = new CallWindow(await SocketClient.open(server, grace), freshId('leg'))
  // Changes only the row: the device's other sockets were closed already.
  await server.peal.store.write((db) =>
    db
      .updateTable('device')
      .set({ signed_out_at: Date.now() })
      .where('id', '=', grace.deviceId)
      .execute(),
  )
  expect((await late.client.refusal(late.answering(callId))).code).toBe('not-a-party')
  late.client.send({ type: 'hello', v: 1, page: 'call', visible: true, canSound: true })
  await closeSoonAfter(Promise.resolve(), [late.client])
  expect(late.client.all('welcome')).toEqual([])
})

describe('a call of somebody who is signed out or removed', () => {
  test('is hung up when the device that answered signs out', async () => {
    const people = await twoPeople(await startServer())
    const { caller, callee, callId } = await connectedCall(people)
    // Its window's socket closes as well: being in a call only prevents expiry.
    await closeSoonAfter(people.grace.ask(api.signOut), [callee.client])
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject({ reason: 'completed', endedBy: 'server' })
  })

  test('is declined for the caller if the callee signs out after the answer', async () => {
    const people = await twoPeople(await startServer())
    const { caller, callId } = await answeredCall(people)
    await people.grace.ask(api.signOut)
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject({ reason: 'declined', endedBy: 'server', missed: false })
  })

  test('ends as if before or as if after the answer if both happen together', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await tab.next('ring')
    const callee = await CallWindow.open(server, grace)
    callee.client.send({ ...callee.answering(callId), req: 1 })
    await grace.ask(api.signOut)
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(['declined', 'unreachable']).toContain(ended.reason)
    const later = await server.signIn('grace')
    expect((await (await SocketClient.open(server, later)).hello()).live).toBeUndefined()
  })

  test('is unreachable if its callee is removed while rung, and hung up if its caller is', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await server.peal.people.removeMember('grace')
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject({ reason: 'unreachable', endedBy: 'server' })

    const linus = await server.person('linus')
    const tab = await openPage(server, linus)
    const anew = new CallWindow(caller.client, freshId('leg'))
    const second = await anew.place('linus')
    await tab.next('ring')
    await server.peal.people.removeMember('ada')
    const cancelled = await tab.call(second, ({ state }) => state === 'ended')
    expect(cancelled).toMatchObject({ reason: 'cancelled', missed: true })
  })

  test('does not remain if its callee is removed while it is placed', async () => {
    const { server, ada, grace } = await twoPeople(await startServer())
    await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    caller.client.send({ ...caller.placing('grace'), req: 1 })
    await server.peal.people.removeMember('ada')
    await caller.client.closed
    const again = await SocketClient.open(server, grace)
    const until = async (): Promise<void> => {
      if ((await again.hello()).live !== undefined) return until()
    }
    await until()
  })
})
