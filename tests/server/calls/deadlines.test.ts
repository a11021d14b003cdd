/** Rows 8, 15, 16 and 20 to 23 of docs/protocol.md: how calls end by time alone. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FakeSockets, openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'
import { TestClock } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'

async function twoIn(room: CallRoom) {
  return { ada: await room.person('ada'), grace: await room.person('grace') }
}

const ended = (room: CallRoom, callId: string) => room.row(callId)

describe('deadlines', () => {
  test('row 15: an unanswered call ends exactly 48 s after it was placed, and is missed', async () => {
    const room = await openCallRoom()
    const { ada, grace } = await twoIn(room)
    const { callId } = await room.place(ada, 'grace')
    await room.pass(47_999)
    expect(await ended(room, callId)).toMatchObject({ state: 'placed' })
    await room.pass(1)
    expect(await ended(room, callId)).toMatchObject({
      state: 'ended',
      reason: 'timeout',
      ended_by: 'server',
      missed: 1,
      offer: null,
      deadline: null,
    })
    expect(room.calls.liveOf(grace.memberId)).toBeNull()
    const live = await room.store.read.selectFrom('live').selectAll().execute()
    expect(live).toEqual([])
  })

  test('row 16: a caller who is silent for 15 s, or left 5 s ago, has cancelled', async () => {
    const room = await openCallRoom()
    const { ada } = await twoIn(room)
    const silent = await room.place(ada, 'grace')
    await room.calls.events.apply(silent.callId, { type: 'silent', legId: silent.legId })
    await room.pass(14_999)
    expect(await ended(room, silent.callId)).toMatchObject({ state: 'placed' })
    await room.pass(1)
    expect(await ended(room, silent.callId)).toMatchObject({ reason: 'cancelled', missed: 1 })
    const left = await room.place(ada, 'grace')
    await room.calls.events.left(ada, left.callId, left.legId)
    await room.pass(5_000)
    expect(await ended(room, left.callId)).toMatchObject({
      reason: 'cancelled',
      ended_by: 'caller',
    })
  })

  test('a page that reconnects in time undoes its silence and its goodbye', async () => {
    const room = await openCallRoom()
    const { ada } = await twoIn(room)
    const { callId, legId } = await room.place(ada, 'grace')
    await room.calls.events.apply(callId, { type: 'silent', legId })
    await room.calls.events.left(ada, callId, legId)
    await room.calls.events.apply(callId, { type: 'bound', legId })
    await room.pass(16_000)
    expect(await ended(room, callId)).toMatchObject({ state: 'placed' })
  })

  test('a goodbye that arrives after the page has joined with a new leg is ignored', async () => {
    const room = await openCallRoom()
    const { ada } = await twoIn(room)
    const { callId, legId } = await room.place(ada, 'grace')
    const join = { callId, legId: 'reloaded', prevLegId: legId, offer: 'new offer' }
    await room.calls.claims.join(ada, join)
    const late = await room.calls.events.left(ada, callId, legId)
    expect(late).toMatchObject({ ok: false, code: 'answered-elsewhere' })
    await room.pass(6_000)
    expect(await ended(room, callId)).toMatchObject({ state: 'placed', offer: 'new offer' })
  })

  test('row 20: a call fails if its windows are not ready in 60 s, or not connected 20 s later', async () => {
    const room = await openCallRoom()
    const { ada, grace } = await twoIn(room)
    const first = await room.place(ada, 'grace')
    await room.answer(grace, first.callId)
    await room.pass(60_000)
    expect(await ended(room, first.callId)).toMatchObject({ reason: 'failed', phase: 'prepare' })
    const second = await room.place(ada, 'grace')
    const { legId } = await room.answer(grace, second.callId)
    await room.calls.events.apply(second.callId, { type: 'ready', by: ada, legId: second.legId })
    await room.calls.events.apply(second.callId, { type: 'ready', by: grace, legId })
    await room.pass(19_999)
    expect(await ended(room, second.callId)).toMatchObject({ state: 'answering' })
    await room.pass(1)
    expect(await ended(room, second.callId)).toMatchObject({ reason: 'failed', phase: 'media' })
  })

  test('rows 21 to 23: after the answer a leg may be silent for 30 s, and one that left has hung up', async () => {
    const room = await openCallRoom()
    const { ada, grace } = await twoIn(room)
    const connected = async () => {
      const { callId, legId } = await room.place(ada, 'grace')
      const answered = await room.answer(grace, callId)
      await room.calls.events.apply(callId, { type: 'media', by: ada, legId, media: 'up' })
      return { callId, caller: legId, callee: answered.legId }
    }
    const silent = await connected()
    await room.calls.events.apply(silent.callId, { type: 'silent', legId: silent.callee })
    await room.pass(29_999)
    expect(await ended(room, silent.callId)).toMatchObject({ state: 'connected' })
    await room.pass(1)
    expect(await ended(room, silent.callId)).toMatchObject({ reason: 'failed', missed: 0 })
    const left = await connected()
    await room.pass(12_000)
    await room.calls.events.left(grace, left.callId, left.callee)
    await room.pass(5_000)
    expect(await ended(room, left.callId)).toMatchObject({
      reason: 'completed',
      ended_by: 'callee',
    })
    const history = await room.store.read
      .selectFrom('history')
      .select('duration_ms')
      .where('call_id', '=', left.callId)
      .execute()
    expect(history.map(({ duration_ms }) => duration_ms)).toEqual([17_000, 17_000])
  })

  test('row 8: a callee without devices is unreachable at once, one whose last socket closed after 5 s', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace', { open: false })
    const never = await room.place(ada, 'grace')
    expect(never.call).toMatchObject({ state: 'ended', reason: 'unreachable', missed: true })
    room.sockets.closed.set(grace.memberId, {
      sockets: 'closed',
      since: room.clock.now(),
      graceMs: 5_000,
    })
    const waiting = await room.place(ada, 'grace')
    expect(waiting.call.state).toBe('placed')
    await room.pass(4_999)
    expect(await ended(room, waiting.callId)).toMatchObject({ state: 'placed' })
    await room.pass(1)
    expect(await ended(room, waiting.callId)).toMatchObject({ reason: 'unreachable', missed: 1 })
  })

  test('row 8: a desktop that is opened during the ring rings, and makes the callee reachable', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace', { open: false })
    const since = room.clock.now()
    room.sockets.closed.set(grace.memberId, { sockets: 'closed', since, graceMs: 5_000 })
    const { callId } = await room.place(ada, 'grace')
    room.sockets.open.set(grace.deviceId, grace.memberId)
    await room.calls.events.target(grace)
    expect(room.calls.ringsOf(grace)).toMatchObject([{ call: { callId } }])
    const told = room.told.map(({ message }) => message)
    expect(told).toContainEqual(expect.objectContaining({ type: 'ring', deviceId: grace.deviceId }))
    await room.pass(10_000)
    expect(await ended(room, callId)).toMatchObject({ state: 'placed' })
    room.sockets.open.delete(grace.deviceId)
    room.sockets.closed.set(grace.memberId, {
      sockets: 'closed',
      since: room.clock.now(),
      graceMs: 5_000,
    })
    await room.calls.events.reach(grace.memberId)
    await room.pass(5_000)
    expect(await ended(room, callId)).toMatchObject({ reason: 'unreachable' })
  })
})

/** Sockets of a server that has just started: nobody has reconnected yet. */
const starting = (clock: TestClock) =>
  new FakeSockets({ sockets: 'closed', since: clock.now(), graceMs: 15_000 })

describe('after a restart', () => {
  test('row 8: a callee whose desktops do not reconnect within 15 s is unreachable', async () => {
    const file = join(tempDir(), 'peal.db')
    const clock = new TestClock()
    const before = await openCallRoom({ file, clock })
    const { ada } = await twoIn(before)
    const { callId, legId } = await before.place(ada, 'grace')
    before.calls.stop()
    const room = await openCallRoom({ file, clock, sockets: starting(clock) })
    await room.calls.events.apply(callId, { type: 'bound', legId })
    await room.pass(14_999)
    expect(await ended(room, callId)).toMatchObject({ state: 'placed' })
    await room.pass(1)
    expect(await ended(room, callId)).toMatchObject({ reason: 'unreachable' })
  })

  test('every leg is silent from the start, and a call to which nobody reconnects ends', async () => {
    const file = join(tempDir(), 'peal.db')
    const clock = new TestClock()
    const before = await openCallRoom({ file, clock })
    const { ada, grace } = await twoIn(before)
    const ringing = await before.place(ada, 'grace')
    const linus = await before.person('linus')
    const ken = await before.person('ken')
    const talking = await before.place(linus, 'ken')
    const { legId } = await before.answer(ken, talking.callId)
    await before.calls.events.apply(talking.callId, { type: 'media', by: ken, legId, media: 'up' })
    // It had been silent for long when the server died; the silence now starts again.
    await before.calls.events.apply(talking.callId, { type: 'silent', legId })
    before.calls.stop()
    clock.advance(29_999)

    const room = await openCallRoom({ file, clock, sockets: starting(clock) })
    room.sockets.open.set(grace.deviceId, grace.memberId)
    expect(room.calls.liveOf(ada.memberId)?.call).toMatchObject({
      state: 'placed',
      caller: { silentAt: clock.now() },
    })
    await room.calls.events.reach(grace.memberId)
    await room.calls.events.apply(ringing.callId, { type: 'bound', legId: ringing.legId })
    await room.pass(17_999)
    expect(await ended(room, ringing.callId)).toMatchObject({ state: 'placed' })
    await room.pass(2)
    expect(await ended(room, ringing.callId)).toMatchObject({ reason: 'timeout', missed: 1 })
    expect(await ended(room, talking.callId)).toMatchObject({ state: 'connected' })
    await room.pass(12_000)
    expect(await ended(room, talking.callId)).toMatchObject({ reason: 'failed' })
  })

  test('a parked push becomes due unless the page reconnects first', async () => {
    const file = join(tempDir(), 'peal.db')
    const before = await openCallRoom({ file })
    const ada = await before.person('ada')
    const memberId = await before.member('grace')
    const gone = await before.device(memberId, { push: true })
    const back = await before.device(memberId, { push: true })
    for (const { deviceId } of [gone, back]) before.sockets.sounding.add(deviceId)
    const { callId } = await before.place(ada, 'grace')
    for (const { deviceId } of [gone, back]) {
      await before.calls.events.ringing(deviceId, callId, true)
    }
    const expires = before.clock.now() + 45_000
    before.calls.stop()

    const room = await openCallRoom({ file, clock: before.clock })
    const due = room.clock.now() + 15_000
    expect((await room.outbox()).map(({ due_at }) => due_at)).toEqual([due, due])
    await room.calls.events.ringing(back.deviceId, callId, true)
    expect(await room.outbox()).toMatchObject([
      { device_id: gone.deviceId, due_at: due },
      { device_id: back.deviceId, due_at: expires },
    ])
  })

  test('calls that became overdue meanwhile have ended when the server is up', async () => {
    const file = join(tempDir(), 'peal.db')
    const clock = new TestClock()
    const before = await openCallRoom({ file, clock })
    const { ada, grace } = await twoIn(before)
    const { callId } = await before.place(ada, 'grace')
    before.calls.stop()
    clock.advance(48_000)
    const room = await openCallRoom({ file, clock })
    expect(await ended(room, callId)).toMatchObject({ reason: 'timeout', missed: 1 })
    expect(room.calls.liveOf(grace.memberId)).toBeNull()
    expect(await room.calls.unseen(grace.memberId)).toBe(1)
  })

  test('row 2: a placing that was acknowledged before is still there', async () => {
    const file = join(tempDir(), 'peal.db')
    const clock = new TestClock()
    const before = await openCallRoom({ file, clock })
    const { ada } = await twoIn(before)
    const { callId, legId } = await before.place(ada, 'grace')
    before.calls.stop()
    const room = await openCallRoom({ file, clock, sockets: starting(clock) })
    const again = { callId, legId, to: 'grace', connector: 'webrtc', offer: 'offer' }
    const outcome = await room.calls.claims.place(ada, again)
    expect(outcome).toMatchObject({ ok: true, known: { call: { id: callId } } })
    expect(room.calls.live(callId)?.call.caller.silentAt).toBeNull()
  })
})
