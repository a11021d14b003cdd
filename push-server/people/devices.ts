/** A member's devices: listing them, switching "ring here", signing out. */
import type { Device } from '../../protocol/people.ts'
import { profileContract } from '../contract/profile-contract.ts'
import { fail, ok } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import { flag, type Row } from '../store/tables.ts'
import { writeAs } from '../store/write-as.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { signOutDevice } from './sessions.ts'

/** A device as its owner sees it; `hereId` is the device of the request. */
export function deviceOf(row: Row<'device'>, hereId: string): Device {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    ringHere: row.ring_here === 1,
    here: row.id === hereId,
    seenAt: row.seen_at,
  }
}

/** Mounts the routes by which members manage their own devices. */
export function mountDevices(app: App, deps: PeopleRoomDeps): void {
  const { store, clock, events, log, news } = deps

  /** The member's device with this id, if it is signed in. */
  function own(memberId: string, deviceId: string) {
    return store.read
      .selectFrom('device')
      .selectAll()
      .where((is) => is.and({ id: deviceId, member_id: memberId, signed_out_at: null }))
      .executeTakeFirst()
  }

  serve(app, profileContract.devices, async ({ identity }) => {
    const rows = await store.read
      .selectFrom('device')
      .selectAll()
      .where('member_id', '=', identity.memberId)
      .where('signed_out_at', 'is', null)
      .where('expires_at', '>', clock.now())
      .orderBy('seen_at', 'desc')
      .orderBy('id')
      .execute()
    return ok({ devices: rows.map((row) => deviceOf(row, identity.deviceId)) })
  })

  serve(app, profileContract.changeDevice, async ({ identity, body, param }) => {
    const row = await own(identity.memberId, param('id'))
    if (row === undefined) return fail('not-found')
    if (body.ringHere && row.kind === 'mobile') return fail('desktop-only')
    const ringHere = flag(body.ringHere)
    await writeAs(store, identity, (db) =>
      db.updateTable('device').set({ ring_here: ringHere }).where('id', '=', row.id).execute(),
    )
    events.onRingHere(row.id, body.ringHere)
    news.self(identity.memberId)
    return ok(deviceOf({ ...row, ring_here: ringHere }, identity.deviceId))
  })

  serve(app, profileContract.removeDevice, async ({ identity, param }) => {
    const row = await own(identity.memberId, param('id'))
    if (row === undefined) return fail('not-found')
    const out = await writeAs(store, identity, (db) => signOutDevice(db, row.id, clock.now()))
    out.forEach(events.onDeviceOut)
    news.self(identity.memberId)
    log.info({ member: identity.memberId, device: row.id }, 'device signed out by its owner')
    return ok({})
  })
}
