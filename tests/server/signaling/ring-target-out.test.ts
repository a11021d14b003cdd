/** A rung device is signed out: row 24, then row 8. */
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { pushPerson, pushRoom } from '../../support/push-room.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { CallWindow, openPage, twoPeople } from '../../support/two-people.ts'

/** How long a callee who had a page has to reconnect. */
const CLOSED_MS = 5_000
const STARTED_MS = 15_000

/** A server that started long enough ago to know who is connected. */
function longStarted() {
  const clock = new TestClock(Date.now())
  return { clock, started: () => clock.advance(STARTED_MS) }
}

const UNREACHABLE = { reason: 'unreachable', endedBy: 'server', missed: true }

describe('a member whose only rung device signs out', () => {
  test('is unreachable at once if it was rung by push only', async () => {
    const { clock, started } = longStarted()
    const room = await pushRoom({ clock })
    const { server } = room
    const ada = await server.person('ada')
    const grace = await pushPerson(room, 'grace')
    started()
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await grace.ask(api.signOut)
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject(UNREACHABLE)
  })

  test('is unreachable 5 s later if it had a page', async () => {
    const { clock, started } = longStarted()
    const { server, ada, grace } = await twoPeople(await startServer({ clock }))
    started()
    const tab = await openPage(server, grace)
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    await tab.next('ring')
    await grace.ask(api.signOut)
    await tab.closed
    clock.advance(CLOSED_MS - 1)
    await server.peal.calls.sweepDeadlines()
    expect(server.peal.calls.live(callId)?.call.state).toBe('placed')
    clock.advance(1)
    await server.peal.calls.sweepDeadlines()
    const ended = await caller.client.call(callId, ({ state }) => state === 'ended')
    expect(ended).toMatchObject(UNREACHABLE)
  })
})

test('if one of two rung devices signs out, the other goes on ringing and answers', async () => {
  const { clock, started } = longStarted()
  const { server, ada, grace } = await twoPeople(await startServer({ clock }))
  const there = await server.signIn('grace')
  started()
  const [out, other] = [await openPage(server, grace), await openPage(server, there)]
  const caller = await CallWindow.open(server, ada)
  const callId = await caller.place('grace')
  await out.next('ring')
  const { answerToken } = await other.next('ring')
  await grace.ask(api.signOut)
  await out.closed
  clock.advance(STARTED_MS)
  await server.peal.calls.sweepDeadlines()
  const callee = await CallWindow.open(server, there)
  const { call } = await callee.client.ask(callee.answering(callId, answerToken))
  expect(call).toMatchObject({ state: 'answering', here: true })
})
