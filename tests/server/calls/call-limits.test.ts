import { describe, expect, test } from 'vitest'
import { openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'
import type { Identity } from '../../../push-server/identity.ts'
import { freshId } from '../../support/socket-client.ts'

const MINUTE_MS = 60_000

const attempt = (room: CallRoom, by: Identity, to: string) =>
  room.calls.claims.place(by, {
    callId: freshId('call'),
    to,
    connector: 'webrtc',
    legId: freshId('leg'),
    offer: 'offer',
  })

async function unanswered(room: CallRoom, by: Identity, to: string): Promise<void> {
  const { callId, legId } = await room.place(by, to)
  await room.calls.events.hangup(by, callId, legId)
}

describe('call-spam', () => {
  test('allows five unanswered calls to one person in ten minutes, then says how long to wait', async () => {
    const room = await openCallRoom({ limits: true })
    const ada = await room.person('ada')
    await room.person('grace')
    await room.person('linus')
    for (let call = 0; call < 5; call += 1) {
      await unanswered(room, ada, 'grace')
      room.clock.advance(MINUTE_MS)
    }
    const retryMs = 5 * MINUTE_MS
    expect(await attempt(room, ada, 'grace')).toEqual({ ok: false, code: 'rate-limited', retryMs })
    await unanswered(room, ada, 'linus')
    room.clock.advance(retryMs - 1)
    expect(await attempt(room, ada, 'grace')).toMatchObject({ code: 'rate-limited', retryMs: 1 })
    room.clock.advance(1)
    expect(await attempt(room, ada, 'grace')).toMatchObject({ ok: true })
  })

  test('counts calls to somebody who blocks the caller, but not answered calls', async () => {
    const room = await openCallRoom({ limits: true })
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    for (let call = 0; call < 8; call += 1) {
      const { callId, legId } = await room.place(ada, 'grace')
      await room.answer(grace, callId)
      await room.calls.events.hangup(ada, callId, legId)
    }
    const linus = await room.person('linus')
    await room.store.write((db) =>
      db
        .insertInto('relation')
        .values({
          member_id: linus.memberId,
          other_id: ada.memberId,
          favourite: 0,
          blocked: 1,
          last_call_at: null,
        })
        .execute(),
    )
    for (let call = 0; call < 5; call += 1) {
      expect(await attempt(room, ada, 'linus')).toMatchObject({ ok: true })
    }
    expect(await attempt(room, ada, 'linus')).toMatchObject({ code: 'rate-limited' })
  })

  test('allows thirty unanswered calls an hour to different people', async () => {
    const room = await openCallRoom({ limits: true })
    const ada = await room.person('ada')
    for (let call = 0; call < 30; call += 1) {
      await room.person(`member${call}`)
      await unanswered(room, ada, `member${call}`)
    }
    await room.person('grace')
    const retryMs = 60 * MINUTE_MS
    expect(await attempt(room, ada, 'grace')).toEqual({ ok: false, code: 'rate-limited', retryMs })
    const linus = await room.person('linus')
    expect(await attempt(room, linus, 'grace')).toMatchObject({ ok: true })
  })

  test('allows sixty calls by other programs an hour, and does not count them as unanswered', async () => {
    const room = await openCallRoom({ limits: true })
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const account = { id: 'x', member_id: grace.memberId, type: 'phone', value: '1' }
    await room.store.write((db) => db.insertInto('im_account').values(account).execute())
    for (let call = 0; call < 5; call += 1) await unanswered(room, ada, 'grace')
    for (let call = 0; call < 60; call += 1) await room.place(ada, 'grace', { connector: 'dial' })
    const asked = { callId: freshId('call'), to: 'grace', connector: 'dial', legId: freshId('leg') }
    expect(await room.calls.claims.place(ada, asked)).toEqual({
      ok: false,
      code: 'rate-limited',
      retryMs: 60 * MINUTE_MS,
    })
    await room.person('linus')
    expect(await attempt(room, ada, 'linus')).toMatchObject({ ok: true })
  })

  test('limits nobody if limits are off', async () => {
    const room = await openCallRoom({ limits: false })
    const ada = await room.person('ada')
    await room.person('grace')
    for (let call = 0; call < 40; call += 1) await unanswered(room, ada, 'grace')
    expect(await attempt(room, ada, 'grace')).toMatchObject({ ok: true })
  })
})
