/** Which missed calls phones are told of by push, and which pushes other devices get. */
import { describe, expect, test } from 'vitest'
import type { Reason } from '../../../protocol/reasons.ts'
import { openCallRoom } from '../../support/call-room.ts'
import type { CallRoom } from '../../support/call-room.ts'

const DAY_MS = 86_400_000
const RING_MS = 48_000

/** Ada, and Grace with a desktop and a phone, both with push. */
async function people(open = true) {
  const room = await openCallRoom()
  const ada = await room.person('ada')
  const memberId = await room.member('grace')
  const desktop = await room.device(memberId, { open, push: open })
  const phone = await room.device(memberId, { kind: 'mobile', push: true })
  return { room, ada, memberId, desktop, phone }
}
type People = Awaited<ReturnType<typeof people>>

/** The phone's rows in the outbox. */
const toPhone = async ({ room, phone }: People) =>
  (await room.outbox()).filter(({ device_id }) => device_id === phone.deviceId)

async function keepBusy({ room, desktop }: People): Promise<void> {
  await room.person('linus')
  await room.place(desktop, 'linus')
}

const turnAway = (room: CallRoom, memberId: string) =>
  room.store.write((db) =>
    db
      .updateTable('member')
      .set({ dnd_until: room.clock.now() + DAY_MS })
      .where('id', '=', memberId)
      .execute(),
  )

/** Ends of calls to somebody who can be reached. */
type End = Exclude<Reason, 'unreachable'>

/** Makes a call from Ada to Grace end in this way. */
const ENDS: Record<End, (all: People) => Promise<unknown>> = {
  async cancelled({ room, ada }) {
    const { callId, legId } = await room.place(ada, 'grace')
    await room.calls.events.hangup(ada, callId, legId)
  },
  async timeout({ room, ada }) {
    await room.place(ada, 'grace')
    await room.pass(RING_MS)
  },
  async busy(all) {
    await keepBusy(all)
    await all.room.place(all.ada, 'grace')
  },
  async 'do-not-disturb'({ room, ada, memberId }) {
    await turnAway(room, memberId)
    await room.place(ada, 'grace')
  },
  async declined({ room, ada, desktop }) {
    const { callId } = await room.place(ada, 'grace')
    await room.calls.events.apply(callId, { type: 'decline', by: desktop })
  },
  async completed({ room, ada, desktop }) {
    const { callId, legId } = await room.place(ada, 'grace')
    await room.answer(desktop, callId)
    await room.calls.events.apply(callId, { type: 'media', by: ada, legId, media: 'up' })
    await room.calls.events.hangup(ada, callId, legId)
  },
  async failed({ room, ada, desktop }) {
    const { callId } = await room.place(ada, 'grace')
    await room.answer(desktop, callId)
    await room.pass(60_000)
  },
  async interrupted({ room, ada, desktop }) {
    const { callId } = await room.place(ada, 'grace')
    const { legId } = await room.answer(desktop, callId)
    await room.calls.events.apply(callId, { type: 'media', by: desktop, legId, media: 'refused' })
  },
  async 'handed-over'({ room, ada, desktop }) {
    const { callId } = await room.place(ada, 'grace', { connector: 'room' })
    await room.answer(desktop, callId)
  },
}

/** How the callee's calls with Ada ended. */
async function reasonsOf({ room, ada, memberId }: People) {
  const rows = await room.store.read
    .selectFrom('history')
    .select('reason')
    .where('member_id', '=', memberId)
    .where('other_id', '=', ada.memberId)
    .execute()
  return rows.map(({ reason }) => reason)
}

async function ended(all: People, reason: End): Promise<void> {
  await ENDS[reason](all)
  expect(await reasonsOf(all)).toEqual([reason])
}

describe('a phone', () => {
  test.each(['cancelled', 'timeout', 'busy'] as const)(
    'is told of a call that ended %s',
    async (reason) => {
      const all = await people()
      await ended(all, reason)
      const now = all.room.clock.now()
      expect(await toPhone(all)).toMatchObject([
        { kind: 'missed', due_at: now, expires_at: now + DAY_MS },
      ])
    },
  )

  test('is told of a call whose callee could not be reached', async () => {
    const all = await people(false)
    const { call } = await all.room.place(all.ada, 'grace')
    expect(call).toMatchObject({ reason: 'unreachable' })
    expect(await toPhone(all)).toMatchObject([{ kind: 'missed' }])
  })

  test.each([
    'do-not-disturb',
    'declined',
    'completed',
    'failed',
    'interrupted',
    'handed-over',
  ] as const)('is not told of a call that ended %s', async (reason) => {
    const all = await people()
    await ended(all, reason)
    expect(await toPhone(all)).toEqual([])
  })
})

test('row 5: a call to somebody busy rings none of their desktops, neither by page nor by push', async () => {
  const all = await people()
  await ended(all, 'busy')
  const toDesktop = (await all.room.outbox()).filter(
    ({ device_id }) => device_id === all.desktop.deviceId,
  )
  expect(toDesktop).toEqual([])
  const { told } = all.room
  const toGrace = told.filter(({ memberId }) => memberId === all.memberId)
  expect(toGrace.filter(({ message }) => message.type === 'ring')).toEqual([])
  // Her open pages count it.
  expect(toGrace.at(-1)?.message).toMatchObject({
    type: 'missed',
    notice: { unseen: 1, latest: { reason: 'busy', peer: { handle: 'ada' } } },
  })
})
