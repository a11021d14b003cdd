/** The effects of a call: history, missed calls, the outbox, and what each side is told. */
import { describe, expect, test } from 'vitest'
import { PAGE_RETURNS_MS, TAB_REPORTS_MS } from '../../../push-server/calls/ring-outbox.ts'
import { openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'
import { freshId } from '../../support/socket-client.ts'

const historyOf = (room: CallRoom, callId: string) =>
  room.store.read
    .selectFrom('history')
    .select(['member_id', 'role', 'reason', 'missed'])
    .where('call_id', '=', callId)
    .orderBy('role')
    .execute()

const settle = (room: CallRoom, memberId: string, changes: { dnd_until?: number }) =>
  room.store.write((db) =>
    db.updateTable('member').set(changes).where('id', '=', memberId).execute(),
  )

const block = (room: CallRoom, memberId: string, otherId: string) =>
  room.store.write((db) =>
    db
      .insertInto('relation')
      .values({
        member_id: memberId,
        other_id: otherId,
        favourite: 0,
        blocked: 1,
        last_call_at: null,
      })
      .execute(),
  )

describe('history and missed calls', () => {
  test('rows 1 and 14: both sides have the call in their history, and the callee has missed it', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const { callId, legId } = await room.place(ada, 'grace')
    const bound = await room.store.read.selectFrom('live').selectAll().execute()
    expect(bound.map(({ call_id }) => call_id)).toEqual([callId, callId])
    room.clock.advance(7)
    await room.calls.events.hangup(ada, callId, legId)
    expect(await historyOf(room, callId)).toEqual([
      { member_id: grace.memberId, role: 'callee', reason: 'cancelled', missed: 1 },
      { member_id: ada.memberId, role: 'caller', reason: 'cancelled', missed: 0 },
    ])
    expect(room.told.filter(({ message }) => message.type === 'missed')).toEqual([
      {
        memberId: grace.memberId,
        message: {
          type: 'missed',
          notice: {
            unseen: 1,
            latest: {
              callId,
              peer: { handle: 'ada', name: 'ada', photo: null },
              reason: 'cancelled',
              at: room.clock.now(),
            },
          },
        },
      },
    ])
    const relations = await room.store.read
      .selectFrom('relation')
      .select(['member_id', 'last_call_at'])
      .execute()
    expect(relations).toHaveLength(2)
    const member = await room.store.read
      .selectFrom('member')
      .select('connector_last')
      .where('id', '=', ada.memberId)
      .executeTakeFirst()
    expect(member?.connector_last).toBe('webrtc')
  })

  test('rows 5 and 6: a callee who is busy or does not want to be disturbed sees the call later; nothing rings', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const linus = await room.person('linus')
    const talk = await room.place(ada, 'grace')
    const busy = await room.place(linus, 'grace')
    expect(busy.call).toMatchObject({ state: 'ended', reason: 'busy', missed: true })
    expect(room.calls.liveOf(grace.memberId)?.call.id).toBe(talk.callId)
    await room.calls.events.hangup(ada, talk.callId, talk.legId)
    await settle(room, grace.memberId, { dnd_until: room.clock.now() + 1 })
    const quiet = await room.place(linus, 'grace')
    expect(quiet.call).toMatchObject({ reason: 'do-not-disturb', missed: true })
    expect(await room.calls.unseen(grace.memberId)).toBe(3)
    const rings = room.told.filter(({ message }) => message.type === 'ring')
    expect(rings).toHaveLength(1)
    room.clock.advance(1)
    expect((await room.place(linus, 'grace')).call.state).toBe('placed')
  })

  test('row 7: a blocked caller sees an unreachable callee, and the callee sees nothing', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    await block(room, grace.memberId, ada.memberId)
    const blocked = await room.place(ada, 'grace')
    await room.person('linus', { open: false })
    const unreachable = await room.place(ada, 'linus')
    const views = [blocked, unreachable].map(({ known, legId }) => {
      const view = room.calls.view(known, ada, legId)
      return { ...view, callId: '', leg: '', peer: null }
    })
    expect(views[0]).toEqual(views[1])
    expect(views[0]).toMatchObject({ state: 'ended', reason: 'unreachable', missed: true })
    expect(await historyOf(room, blocked.callId)).toMatchObject([{ member_id: ada.memberId }])
    expect(await room.calls.unseen(grace.memberId)).toBe(0)
    expect(room.told.filter(({ memberId }) => memberId === grace.memberId)).toEqual([])
  })

  test('row 1d: a dialled call is in the caller’s history only, also during another call', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const asked = { callId: freshId('call'), to: 'grace', connector: 'dial', legId: freshId('leg') }
    const lacking = await room.calls.claims.place(ada, asked)
    expect(lacking).toMatchObject({ ok: false, code: 'no-account' })
    await room.store.write((db) =>
      db
        .insertInto('im_account')
        .values({ id: 'x', member_id: grace.memberId, type: 'phone', value: '1' })
        .execute(),
    )
    const talk = await room.place(ada, 'grace')
    const dialled = await room.place(ada, 'grace', { connector: 'dial' })
    expect(dialled.call).toMatchObject({ state: 'ended', reason: 'handed-over', missed: false })
    expect(await historyOf(room, dialled.callId)).toMatchObject([{ member_id: ada.memberId }])
    expect(room.calls.liveOf(ada.memberId)?.call.id).toBe(talk.callId)
  })

  test('row 11: only the two legs are told the room, also when they ask again', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const { callId, legId, call } = await room.place(ada, 'grace', { connector: 'room' })
    expect(call).toMatchObject({ state: 'placed', offer: null })
    const answered = await room.answer(grace, callId)
    expect(answered.call).toMatchObject({ state: 'ended', reason: 'handed-over', missed: false })
    const urlFor = (who: typeof ada, leg: string | null) =>
      room.calls.view(answered.known, who, leg)?.roomUrl
    const url = urlFor(grace, answered.legId)
    expect(url).toMatch(/^https:\/\/meet\.example\/[0-9a-f]{32}$/)
    expect(urlFor(ada, legId)).toBe(url)
    expect(urlFor(grace, null)).toBeUndefined()
    expect(urlFor(grace, legId)).toBeUndefined()
    const again = await room.calls.claims.join(ada, { callId, legId })
    expect(again.ok && room.calls.view(again.known, ada, legId)?.roomUrl).toBe(url)
    expect(room.calls.liveOf(ada.memberId)).toBeNull()
  })

  test('a room of the callee’s own needs their account, and is refused without it', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const asked = {
      callId: freshId('call'),
      to: 'grace',
      connector: 'own-room',
      legId: freshId('leg'),
    }
    expect(await room.calls.claims.place(ada, asked)).toMatchObject({ code: 'no-account' })
    for (const [id, value] of [
      ['2', 'later'],
      ['1', 'first'],
    ] as const) {
      await room.store.write((db) =>
        db
          .insertInto('im_account')
          .values({ id, member_id: grace.memberId, type: 'room', value })
          .execute(),
      )
    }
    const { callId } = await room.place(ada, 'grace', { connector: 'own-room' })
    const answered = await room.answer(grace, callId)
    const seen = room.calls.view(answered.known, grace, answered.legId)
    expect(seen?.roomUrl).toBe('https://meet.example/of/first')
  })

  test('a connector that is switched off places no call, and is not remembered as the last used', async () => {
    const room = await openCallRoom({ disabled: ['webrtc'] })
    const ada = await room.person('ada')
    await room.person('grace')
    for (const connector of ['webrtc', 'nothing']) {
      const legId = freshId('leg')
      const asked = { callId: freshId('call'), to: 'grace', connector, legId, offer: 'offer' }
      expect(await room.calls.claims.place(ada, asked)).toMatchObject({ code: 'connector-off' })
    }
  })

  test('a call id or leg id of another call is refused and changes nothing', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    await room.person('grace')
    const linus = await room.person('linus')
    await room.person('ken')
    const first = await room.place(ada, 'grace')
    const asked = { to: 'ken', connector: 'webrtc', offer: 'offer' }
    const sameCall = { ...asked, callId: first.callId, legId: freshId('leg') }
    expect(await room.calls.claims.place(linus, sameCall)).toMatchObject({ code: 'not-a-party' })
    const sameLeg = { ...asked, callId: freshId('call'), legId: first.legId }
    expect(await room.calls.claims.place(linus, sameLeg)).toMatchObject({ code: 'invalid' })
    expect(room.calls.liveOf(linus.memberId)).toBeNull()
    expect((await room.place(linus, 'ken')).call.state).toBe('placed')
  })

  test('a member in two calls is a fault of the server, and not of what the page asked', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace')
    const { callId, legId } = await room.place(ada, 'grace')
    await room.calls.events.hangup(ada, callId, legId)
    // The call is over, but its row stays by some mistake.
    const row = { member_id: grace.memberId, call_id: callId }
    await room.store.write((db) => db.insertInto('live').values(row).execute())
    await expect(room.place(ada, 'grace')).rejects.toThrow(/live(\.member_id|_pkey)/)
  })
})

describe('the outbox', () => {
  test('only devices with a subscription get a ring, and one with a tab that can sound gets it later', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const memberId = await room.member('grace')
    const closed = await room.device(memberId, { open: false, push: true })
    const sounding = await room.device(memberId, { push: true })
    await room.device(memberId)
    await room.device(memberId, { kind: 'mobile', push: true })
    await room.device(memberId, { open: false, push: true, ringHere: false })
    room.sockets.sounding.add(sounding.deviceId)
    const { callId, call } = await room.place(ada, 'grace')
    const now = room.clock.now()
    const ring = { call_id: callId, kind: 'ring', expires_at: now + 45_000, attempts: 0 }
    expect(await room.outbox()).toMatchObject([
      { ...ring, device_id: closed.deviceId, due_at: now },
      { ...ring, device_id: sounding.deviceId, due_at: now + TAB_REPORTS_MS },
    ])
    expect(call.state === 'placed' && call.targets).toHaveLength(3)
    await room.calls.events.ringing(sounding.deviceId, callId, true)
    // The row is parked until it expires, and not deleted: the page may close.
    expect(await room.outbox()).toMatchObject([
      { device_id: closed.deviceId },
      { device_id: sounding.deviceId, due_at: now + 45_000 },
    ])
  })

  test('a push that a page parked is due when that page is gone, and the sender is told', async () => {
    let due = 0
    const room = await openCallRoom({ onPushDue: () => (due += 1) })
    const ada = await room.person('ada')
    const memberId = await room.member('grace')
    const sounding = await room.device(memberId, { push: true })
    room.sockets.sounding.add(sounding.deviceId)
    const { callId } = await room.place(ada, 'grace')
    await room.calls.events.ringing(sounding.deviceId, callId, true)
    await room.calls.events.reach(memberId)
    expect(due).toBe(0)
    room.sockets.open.delete(sounding.deviceId)
    await room.calls.events.reach(memberId)
    expect(due).toBe(1)
    const now = room.clock.now()
    expect(await room.outbox()).toMatchObject([{ kind: 'ring', due_at: now + PAGE_RETURNS_MS }])
  })

  test('a stop deletes a ring that was not sent, and follows one that was', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const memberId = await room.member('grace')
    const unsent = await room.device(memberId, { push: true })
    const sent = await room.device(memberId, { push: true })
    const phone = await room.device(memberId, { kind: 'mobile', push: true })
    const { callId, legId } = await room.place(ada, 'grace')
    await room.store.write((db) =>
      db
        .updateTable('outbox')
        .set({ attempts: 1 })
        .where('device_id', '=', sent.deviceId)
        .execute(),
    )
    await room.calls.events.hangup(ada, callId, legId)
    expect((await room.outbox()).map(({ device_id, kind }) => [device_id, kind])).toEqual([
      [sent.deviceId, 'ring'],
      [sent.deviceId, 'stop'],
      [phone.deviceId, 'missed'],
    ])
    expect(unsent.deviceId).not.toBe(sent.deviceId)
    const states = await room.store.read.selectFrom('ring_target').select('state').execute()
    expect(states).toEqual([{ state: 'stopped' }, { state: 'stopped' }])
  })

  test('the device that answers gets no stop, and do not disturb alerts no phone', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const memberId = await room.member('grace')
    const answering = await room.device(memberId, { push: true })
    const other = await room.device(memberId, { push: true })
    await room.device(memberId, { kind: 'mobile', push: true })
    const { callId, legId } = await room.place(ada, 'grace')
    await room.store.write((db) => db.updateTable('outbox').set({ attempts: 1 }).execute())
    await room.answer(answering, callId)
    const stops = (await room.outbox()).filter(({ kind }) => kind === 'stop')
    expect(stops.map(({ device_id }) => device_id)).toEqual([other.deviceId])
    await room.calls.events.hangup(ada, callId, legId)
    await settle(room, memberId, { dnd_until: room.clock.now() + 1_000 })
    await room.place(ada, 'grace')
    expect((await room.outbox()).filter(({ kind }) => kind === 'missed')).toEqual([])
  })
})
