/** Which pushes wait for a page that can play sound, and which its report cancels. */
import { describe, expect, test } from 'vitest'
import { TAB_REPORTS_MS } from '../../../push-server/calls/ring-outbox.ts'
import { kindsAt, pushOf, pushPerson, pushRoom } from '../../support/push-room.ts'
import { TestClock } from '../../support/server.ts'
import { CallWindow, openPage } from '../../support/two-people.ts'

interface Page {
  readonly visible: boolean
  readonly canSound: boolean
}

/** Ada calls Grace, who has one page and a push subscription. */
async function calledAt(opened: Page) {
  // The clock stands still, so that a push that waits does not fall due.
  const clock = new TestClock(Date.now())
  const room = await pushRoom({ clock })
  const { server } = room
  const grace = await pushPerson(room, 'grace')
  await pushOf(room, grace.endpoint, 'echo')
  const tab = await openPage(server, grace, opened)
  const caller = await CallWindow.open(server, await server.person('ada'))
  return {
    clock,
    caller,
    async now(page: Page) {
      tab.send({ type: 'page', ...page })
      await tab.settled()
    },
    async place() {
      const callId = await caller.place('grace')
      await tab.next('ring')
      return callId
    },
    async report(callId: string) {
      tab.send({ type: 'call.ringing', callId })
      await caller.client.call(callId, ({ state }) => state === 'ringing')
    },
    /** The ring's push that was not sent yet. */
    waiting: () =>
      server.peal.store.read
        .selectFrom('outbox')
        .select(['due_at', 'expires_at'])
        .where('kind', '=', 'ring')
        .where('attempts', '=', 0)
        .execute(),
    pushed: () => pushOf(room, grace.endpoint, 'ring'),
    kinds: () => kindsAt(room, grace.endpoint),
  }
}

describe('a page', () => {
  test('that can play sound now holds the push back, and its report cancels it', async () => {
    const grace = await calledAt({ visible: false, canSound: false })
    await grace.now({ visible: true, canSound: true })
    const callId = await grace.place()
    const placedAt = grace.clock.now()
    expect(await grace.waiting()).toMatchObject([{ due_at: placedAt + TAB_REPORTS_MS }])
    await grace.report(callId)
    const [ring] = await grace.waiting()
    expect(ring?.due_at).toBe(ring?.expires_at)
    const { caller } = grace
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    expect(await grace.waiting()).toEqual([])
    expect(grace.kinds()).toEqual(['echo'])
  })

  test.each([
    { visible: true, canSound: false },
    { visible: false, canSound: true },
  ])('that is %j by the time of its report does not cancel the push', async (page) => {
    const grace = await calledAt({ visible: true, canSound: true })
    const callId = await grace.place()
    await grace.now(page)
    await grace.report(callId)
    const due = grace.clock.now() + TAB_REPORTS_MS
    expect(await grace.waiting()).toMatchObject([{ due_at: due }])
    grace.clock.advance(TAB_REPORTS_MS)
    expect(await grace.pushed()).toMatchObject({ callId })
  })

  test.each([
    { visible: true, canSound: false },
    { visible: false, canSound: true },
  ])('that is %j does not hold the push back', async (page) => {
    const grace = await calledAt({ visible: true, canSound: true })
    await grace.now(page)
    const callId = await grace.place()
    expect(await grace.pushed()).toMatchObject({ callId })
  })
})
