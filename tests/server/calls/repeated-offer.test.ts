/** The caller's offer in the replies to a page that asks again. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { KeptReplies } from '../../../push-server/signaling/kept-replies.ts'
import { openCallRoom } from '../../support/call-room.ts'
import { startServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import { ON_POSTGRES } from '../../support/test-engine.ts'
import { CallWindow, twoPeople } from '../../support/two-people.ts'

test('two answers of one leg in one commit both get the offer', async () => {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  const { callId } = await room.place(ada, 'grace')
  const legId = freshId('leg')
  const before = room.store.stats().commits
  const replies = await Promise.all([1, 2].map(() => room.answer(grace, callId, legId)))
  // PostgreSQL has a commit for each, at about the same time.
  expect(room.store.stats().commits).toBe(before + (ON_POSTGRES ? 2 : 1))
  expect(replies.map(({ offer }) => offer)).toEqual(['offer', 'offer'])
})

test('after a glare, a placing again repeats the offer to the same leg, and gives none to a new one', async () => {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  await room.place(ada, 'grace')
  const [placed, first, second] = [freshId('call'), freshId('leg'), freshId('leg')]
  const place = (legId: string, prevLegId?: string) =>
    room.calls.claims.place(grace, {
      ...{ callId: placed, to: 'ada', connector: 'webrtc', offer: 'offer back', legId },
      ...(prevLegId === undefined ? {} : { prevLegId }),
    })
  // All in one commit, too.
  const [met, again, reloaded, twice] = await Promise.all([
    place(first),
    place(first),
    place(second, first),
    place(second),
  ])
  expect(met).toMatchObject({ ok: true, offer: 'offer' })
  expect(again).toMatchObject({ ok: true, offer: 'offer' })
  // The caller's side makes a new offer for the new leg.
  expect(reloaded).toMatchObject({ ok: true, offer: undefined })
  expect(twice).toMatchObject({ ok: true, offer: undefined })
  expect(await place(second)).toMatchObject({ ok: true, offer: undefined })
})

test('attack: a reply with an offer is not kept, but a repeated request gets it', async () => {
  const { server, ada, grace } = await twoPeople(await startServer())
  const keep = vi.spyOn(KeptReplies.prototype, 'keep')
  onTestFinished(() => void keep.mockRestore())
  const caller = await CallWindow.open(server, ada)
  const offer = 'x'.repeat(5_000)
  const placing = caller.placing('grace', freshId('call'), { offer })
  await caller.client.ask(placing)
  const callee = await CallWindow.open(server, grace)
  for (let n = 0; n < 3; n += 1) {
    callee.client.send({ ...callee.answering(placing.callId), req: 7 })
    const reply = await callee.client.next('reply', ({ req }) => req === 7)
    expect(reply).toMatchObject({ ok: true, data: { offer } })
  }
  expect(keep.mock.calls.length).toBeGreaterThan(0)
  expect(keep.mock.calls.filter(([, text]) => text.includes(offer))).toEqual([])
})
