/** Races of events that end a call: there is one end, told once and the same to everybody. */
import { describe, expect, test } from 'vitest'
import { openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'
import { freshId } from '../../support/socket-client.ts'
import { ON_POSTGRES } from '../../support/test-engine.ts'

/** All permutations. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, at) =>
    orders([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  )
}

async function oneEnd(room: CallRoom, callId: string) {
  const row = await room.row(callId)
  const history = await room.store.read
    .selectFrom('history')
    .select(['member_id', 'reason', 'missed'])
    .where('call_id', '=', callId)
    .execute()
  expect(history).toHaveLength(2)
  expect(new Set(history.map(({ reason }) => reason))).toEqual(new Set([row.reason]))
  const ends = room.told.filter(
    ({ message }) =>
      message.type === 'call' &&
      message.known.call.id === callId &&
      message.known.call.state === 'ended',
  )
  expect(ends).toHaveLength(2)
  expect(await room.store.read.selectFrom('live').selectAll().execute()).toEqual([])
  return row
}

describe('answer, cancel, decline and timeout at once, in any order', () => {
  const acts = ['answer', 'cancel', 'decline', 'timeout'] as const

  test.each(orders(acts).map((order) => [order.join(', '), order] as const))(
    '%s',
    async (_, order) => {
      const room = await openCallRoom()
      const ada = await room.person('ada')
      const grace = await room.person('grace')
      const { callId, legId } = await room.place(ada, 'grace')
      room.clock.advance(order[0] === 'timeout' ? 48_000 : 47_000)
      const answering = freshId('leg')
      const act = {
        answer: () => room.calls.claims.answer(grace, { callId, legId: answering, bound: true }),
        cancel: () => room.calls.events.hangup(ada, callId, legId),
        decline: () => room.calls.events.apply(callId, { type: 'decline', by: grace }),
        timeout: () => room.calls.events.apply(callId, { type: 'tick' }),
      }
      const outcomes = await Promise.all(order.map((name) => act[name]()))
      // After the answer a decline changes nothing, not even by the device with the leg.
      if ((await room.row(callId)).state !== 'ended') {
        await room.calls.events.hangup(ada, callId, legId)
      }
      const row = await oneEnd(room, callId)
      const first = order.find((name) => name !== 'timeout' || order[0] === 'timeout')
      const reasons = {
        answer: 'cancelled',
        cancel: 'cancelled',
        decline: 'declined',
        timeout: 'timeout',
      }
      // On PostgreSQL they run at once, and any of them may be the first, but for a timeout that is not due.
      const firsts =
        ON_POSTGRES && order[0] !== 'timeout'
          ? (['answer', 'decline'] as const)
          : [first ?? 'timeout']
      expect(firsts.map((name) => reasons[name])).toContain(row.reason)
      expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    },
  )
})

test('a call ends once if the sweep and the timer find it together', async () => {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  const { callId } = await room.place(ada, 'grace')
  room.clock.advance(48_000)
  await Promise.all([
    room.calls.events.apply(callId, { type: 'tick' }),
    room.calls.sweepDeadlines(),
    room.calls.events.apply(callId, { type: 'tick' }),
    room.calls.sweepDeadlines(),
  ])
  expect(await oneEnd(room, callId)).toMatchObject({ reason: 'timeout', rev: 2 })
  expect(await room.calls.unseen(grace.memberId)).toBe(1)
})

test('if a page reloads while answering, the new page gets the leg and the caller starts anew', async () => {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  const { callId, legId } = await room.place(ada, 'grace')
  const answered = await room.answer(grace, callId)
  await room.calls.events.apply(callId, { type: 'ready', by: grace, legId: answered.legId })
  await room.calls.events.apply(callId, { type: 'silent', legId: answered.legId })
  const joined = await room.calls.claims.join(grace, {
    callId,
    legId: 'reloaded',
    prevLegId: answered.legId,
  })
  expect(joined).toMatchObject({
    ok: true,
    known: {
      call: {
        state: 'answering',
        gen: 2,
        callee: { legId: 'reloaded', ready: false, silentAt: null },
      },
    },
  })
  expect(room.told.at(-1)).toEqual({
    memberId: ada.memberId,
    message: { type: 'peer-reset', callId, gen: 2, legId },
  })
})

test('a recall that crosses a glare answers the call that exists', async () => {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  const first = await room.place(ada, 'grace')
  await room.calls.events.left(ada, first.callId, first.legId)
  // Ada's browser has crashed; she calls again while Grace calls back.
  const recall = await room.place(ada, 'grace')
  const back = await room.place(grace, 'ada')
  expect(await room.row(first.callId)).toMatchObject({ state: 'ended', reason: 'cancelled' })
  expect(back.callId).toBe(recall.callId)
  expect(back.call).toMatchObject({ state: 'answering', callee: { legId: back.legId } })
  expect(await room.store.read.selectFrom('live').select('call_id').execute()).toEqual([
    { call_id: recall.callId },
    { call_id: recall.callId },
  ])
})
