/** Calls that cannot be handled: they are set aside, and hold up nobody else. */
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { ON_POSTGRES } from '../../support/test-engine.ts'

const SWEEPS = 3

async function twoCalls(room: CallRoom) {
  const ada = await room.person('ada')
  const grace = await room.person('grace')
  const bob = await room.person('bob')
  const carol = await room.person('carol')
  const broken = await room.place(ada, 'grace')
  const sound = await room.place(bob, 'carol')
  return { ada, grace, carol, broken, sound }
}

test('a call whose row is damaged is set aside at the start, and the others go on', async () => {
  const file = join(tempDir(), 'peal.db')
  const before = await openCallRoom({ file })
  const { ada, grace, carol, broken, sound } = await twoCalls(before)
  await before.store.write((db) =>
    // An answered call has a callee's leg and the time of the answer; this one lacks both.
    db.updateTable('call').set({ state: 'answering' }).where('id', '=', broken.callId).execute(),
  )
  before.calls.stop()

  const room = await openCallRoom({ file, sockets: before.sockets })
  expect(await room.row(broken.callId)).toMatchObject({ state: 'ended', reason: 'failed' })
  expect(room.calls.liveOf(carol.memberId)?.call.id).toBe(sound.callId)
  expect(room.calls.liveOf(grace.memberId)).toBeNull()
  const again = await room.place(ada, 'grace')
  expect(again.call.state).toBe('placed')
})

test('a call that cannot be ended is set aside after some tries, its pages are told, and others end in time', async () => {
  const room = await openCallRoom()
  const { ada, broken, sound } = await twoCalls(room)
  const refused = sql.lit(broken.callId)
  const refusal = ON_POSTGRES
    ? sql`ALTER TABLE history ADD CONSTRAINT refuse CHECK (call_id <> ${refused})`
    : sql`CREATE TRIGGER refuse BEFORE INSERT ON history WHEN NEW.call_id = ${refused}
        BEGIN SELECT RAISE(ABORT, 'no'); END`
  await room.store.write((db) => refusal.execute(db))
  await room.pass(60_000)
  expect(await room.row(sound.callId)).toMatchObject({ state: 'ended', reason: 'timeout' })
  expect(await room.row(broken.callId)).toMatchObject({ state: 'placed' })

  room.told.length = 0
  for (let sweep = 1; sweep < SWEEPS; sweep += 1) await room.pass(2_000)
  expect(await room.row(broken.callId)).toMatchObject({
    state: 'ended',
    reason: 'failed',
    ended_by: 'server',
    deadline: null,
    offer: null,
  })
  expect(room.calls.liveOf(ada.memberId)).toBeNull()
  expect(await room.store.read.selectFrom('live').selectAll().execute()).toEqual([])
  const ends = room.told.flatMap(({ message }) =>
    message.type === 'call' ? [message.known.call] : [],
  )
  expect(ends).toHaveLength(2)
  expect(ends).toMatchObject([{ reason: 'failed' }, { reason: 'failed' }])
  expect((await room.place(ada, 'grace')).call.state).toBe('placed')
})
