/** What is kept of calls that were given up before they were placed. */
import { describe, expect, test } from 'vitest'
import { GIVEN_UP_MS, MAX_GIVEN_UP } from '../../../protocol/given-up.ts'
import { openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'
import { freshId } from '../../support/socket-client.ts'

const rows = (room: CallRoom) =>
  room.store.read.selectFrom('given_up').selectAll().orderBy('at').execute()

describe('calls given up before their placing', () => {
  test('are ignored after a minute, and deleted', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    await room.person('grace')
    const callId = freshId('call')
    await room.calls.events.hangup(ada, callId, freshId('leg'))
    await room.calls.events.left(ada, freshId('call'), freshId('leg'))
    room.clock.advance(GIVEN_UP_MS - 1)
    await room.calls.sweepHistory()
    expect(await rows(room)).toHaveLength(2)
    room.clock.advance(1)
    expect((await room.place(ada, 'grace', { callId })).call.state).toBe('placed')
    await room.calls.sweepHistory()
    expect(await rows(room)).toEqual([])
  })

  test('are kept for each member separately, the newest 16 only', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const ids = Array.from({ length: 2 * MAX_GIVEN_UP }, () => freshId('call'))
    for (const callId of ids) {
      for (const who of [ada, grace]) {
        room.clock.advance(1)
        await room.calls.events.hangup(who, callId, 'leg')
      }
    }
    const all = await rows(room)
    for (const { memberId } of [ada, grace]) {
      const kept = all.filter(({ member_id }) => member_id === memberId)
      expect(kept.map(({ call_id }) => call_id)).toEqual(ids.slice(-MAX_GIVEN_UP))
    }
  })

  test('keep a hang-up that follows the goodbye of the same leg, but no goodbye that follows a hang-up', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    await room.person('grace')
    const [callId, legId] = [freshId('call'), freshId('leg')]
    await room.calls.events.left(ada, callId, legId)
    await room.calls.events.hangup(ada, callId, legId)
    await room.calls.events.left(ada, callId, legId)
    expect(await rows(room)).toMatchObject([{ call_id: callId, leg_id: legId, how: 'hung-up' }])
    expect((await room.place(ada, 'grace', { callId })).call).toMatchObject({ reason: 'cancelled' })
  })

  test('count from when they were last said', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    await room.person('grace')
    const [callId, legId] = [freshId('call'), freshId('leg')]
    const { hangup, left } = room.calls.events
    for (const say of [left, left, hangup, left] as const) {
      await say(ada, callId, legId)
      room.clock.advance(GIVEN_UP_MS)
    }
    expect(await rows(room)).toMatchObject([{ how: 'left', at: room.clock.now() - GIVEN_UP_MS }])
    await left(ada, callId, legId)
    const asked = { callId, to: 'grace', connector: 'webrtc', legId, offer: 'offer' }
    expect(await room.calls.claims.place(ada, asked)).toMatchObject({ code: 'unknown-call' })
  })

  test('are not kept if their id could never be placed', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    for (const callId of ['', 'x'.repeat(65), 'a b'])
      await room.calls.events.left(ada, callId, freshId('leg'))
    expect(await rows(room)).toEqual([])
  })

  test('do not include calls that are known, or were', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    await room.person('grace')
    const { callId, legId } = await room.place(ada, 'grace')
    await room.calls.events.left(ada, callId, freshId('leg'))
    await room.calls.events.hangup(ada, callId, legId)
    await room.calls.events.hangup(ada, callId, legId)
    expect(await rows(room)).toEqual([])
  })

  test('count towards the limit on unanswered calls', async () => {
    const room = await openCallRoom({ limits: true })
    const ada = await room.person('ada')
    await room.person('grace')
    const outcomes = []
    for (let n = 0; n < 7; n += 1) {
      const [callId, legId] = [freshId('call'), freshId('leg')]
      await room.calls.events.hangup(ada, callId, legId)
      const asked = { callId, to: 'grace', connector: 'webrtc', legId, offer: 'offer' }
      const outcome = await room.calls.claims.place(ada, asked)
      outcomes.push(outcome.ok ? outcome.known.call.state : outcome.code)
    }
    const ended = Array.from({ length: 5 }, () => 'ended')
    expect(outcomes).toEqual([...ended, 'rate-limited', 'rate-limited'])
  })
})
