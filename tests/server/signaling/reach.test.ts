/** Row 8 with real sockets: when a callee whose pages are gone becomes unreachable. */
import { describe, expect, test } from 'vitest'
import { profileApi } from '../../../protocol/profile-api.ts'
import { TestClock, startServer } from '../../support/server.ts'
import type { TestServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { CallWindow, openPage } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

const CLOSED_MS = 5_000
const STARTED_MS = 15_000

/** A server that started `agoMs` ago, with Ada's call window and Grace's desktop. */
async function startedFor(agoMs: number) {
  const clock = new TestClock(Date.now())
  const server = await startServer({ clock })
  const ada = await server.person('ada')
  const grace = await server.person('grace')
  clock.advance(agoMs)
  return { clock, server, ada, grace, caller: await CallWindow.open(server, ada) }
}

async function closed(server: TestServer, page: Awaited<ReturnType<typeof openPage>>) {
  const before = server.peal.signaling.count()
  await page.close()
  await until('the server has seen it', () => server.peal.signaling.count() < before)
}

/** The call rings for exactly this long, and then ends as unreachable. */
async function endsIn(
  ms: number,
  { clock, server, caller }: { clock: TestClock; server: TestServer; caller: CallWindow },
  callId: string,
): Promise<void> {
  clock.advance(ms - 1)
  await server.peal.calls.sweepDeadlines()
  expect(server.peal.calls.live(callId)?.call.state).toBe('placed')
  clock.advance(1)
  await server.peal.calls.sweepDeadlines()
  expect(await caller.client.call(callId, ({ state }) => state === 'ended')).toMatchObject({
    reason: 'unreachable',
    endedBy: 'server',
  })
}

/** The immediate result of calling Grace. */
async function placing(caller: CallWindow) {
  const { call } = await caller.client.ask(caller.placing('grace'))
  return { callId: call?.callId ?? '', state: call?.state, reason: call?.reason }
}

describe('a callee', () => {
  test('whose last page has closed is unreachable 5 s after that', async () => {
    const room = await startedFor(STARTED_MS)
    await closed(room.server, await openPage(room.server, room.grace))
    room.clock.advance(2_000)
    const { callId } = await placing(room.caller)
    await endsIn(CLOSED_MS - 2_000, room, callId)
  })

  test('whose last page closes during the ring is unreachable 5 s after that', async () => {
    const room = await startedFor(STARTED_MS)
    const first = await openPage(room.server, room.grace)
    const last = await openPage(room.server, room.grace)
    const { callId } = await placing(room.caller)
    await closed(room.server, first)
    room.clock.advance(CLOSED_MS)
    await closed(room.server, last)
    await room.caller.client.settled()
    await endsIn(CLOSED_MS, room, callId)
  })

  test('who has not connected since the server started is unreachable 15 s after the start', async () => {
    const room = await startedFor(4_000)
    const { callId } = await placing(room.caller)
    await endsIn(STARTED_MS - 4_000, room, callId)
  })

  test('who has no desktop that could come back is unreachable at once, even after the start', async () => {
    const { caller, server, grace } = await startedFor(0)
    await server.signIn('grace', { kind: 'mobile' })
    const body = { ringHere: false }
    await grace.ask(profileApi.changeDevice, { params: { id: grace.deviceId }, body })
    expect(await placing(caller)).toMatchObject({ state: 'ended', reason: 'unreachable' })
  })

  test('who has not connected within 15 s of the start is unreachable at once', async () => {
    const { caller } = await startedFor(STARTED_MS)
    expect(await placing(caller)).toMatchObject({ state: 'ended', reason: 'unreachable' })
  })

  test('who connected and left right after the start has the longer of both times', async () => {
    const soon = await startedFor(4_000)
    await closed(soon.server, await openPage(soon.server, soon.grace))
    await endsIn(STARTED_MS - 4_000, soon, (await placing(soon.caller)).callId)

    const later = await startedFor(12_000)
    await closed(later.server, await openPage(later.server, later.grace))
    await endsIn(CLOSED_MS, later, (await placing(later.caller)).callId)
  })

  test('who switches "ring here" off with a page open counts as disconnected from then on', async () => {
    const room = await startedFor(STARTED_MS)
    await openPage(room.server, room.grace)
    const body = { ringHere: false }
    await room.grace.ask(profileApi.changeDevice, { params: { id: room.grace.deviceId }, body })
    const { callId } = await placing(room.caller)
    await endsIn(CLOSED_MS, room, callId)
  })

  test('who switches "ring here" off while it rings there is reachable until the page closes', async () => {
    const room = await startedFor(STARTED_MS)
    const page = await openPage(room.server, room.grace)
    const { callId } = await placing(room.caller)
    const body = { ringHere: false }
    await room.grace.ask(profileApi.changeDevice, { params: { id: room.grace.deviceId }, body })
    room.clock.advance(2 * CLOSED_MS)
    await room.server.peal.calls.sweepDeadlines()
    expect(room.server.peal.calls.live(callId)?.call.state).toBe('placed')
    // Its dialog stands after a reload, too.
    const reloaded = await SocketClient.open(room.server, room.grace)
    expect((await reloaded.hello()).rings).toHaveLength(1)
    await closed(room.server, page)
    room.clock.advance(2 * CLOSED_MS)
    await room.server.peal.calls.sweepDeadlines()
    expect(room.server.peal.calls.live(callId)?.call.state).toBe('placed')

    await closed(room.server, reloaded)
    await room.caller.client.settled()
    await endsIn(CLOSED_MS, room, callId)
    // It does not count for the next call.
    await openPage(room.server, room.grace)
    const caller = await CallWindow.open(room.server, room.ada)
    expect(await placing(caller)).toMatchObject({ state: 'ended', reason: 'unreachable' })
  })
})
