/**
 * The outbox's rows. A row that is due is leased, sent by whoever leased it, and then deleted or retried.
 * When a lease expires because the process died, the row is due again.
 */
import type { RawBuilder } from 'kysely'
import { hasRowLocks } from '../store/dialect.ts'
import { isNotParked } from '../store/parked.ts'
import { prepare, type Slots } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import type { Db } from '../store/tables.ts'

/** Longer than any request takes. */
const LEASE_MS = 15_000
/** Leased at once. */
export const BATCH = 64

/** Rows whose device can still be sent to. */
function sendable(db: Db, now: number | RawBuilder<number>) {
  return db
    .selectFrom('outbox')
    .innerJoin('device', 'device.id', 'outbox.device_id')
    .innerJoin('subscription', 'subscription.device_id', 'outbox.device_id')
    .where('device.signed_out_at', 'is', null)
    .where('device.expires_at', '>', now)
    .where('outbox.expires_at', '>', now)
}

const readDue = prepare((db, { now }: Slots<{ now: number }>) =>
  sendable(db, now)
    .select(['outbox.id', 'outbox.device_id as deviceId', 'device.member_id as memberId'])
    .select(['outbox.call_id as callId', 'outbox.kind', 'outbox.topic', 'outbox.payload'])
    .select(['outbox.expires_at as expiresAt', 'outbox.attempts', 'subscription.endpoint'])
    .select(['subscription.p256dh', 'subscription.auth', 'subscription.vapid_key_id as keyId'])
    .select(['subscription.failing_since as failingSince', 'subscription.language'])
    .where('outbox.due_at', '<=', now)
    .where((where) =>
      where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]),
    )
    .orderBy('outbox.due_at')
    .orderBy('outbox.id')
    .limit(BATCH)
    // Without those that somebody else is leasing.
    .$if(hasRowLocks(db), (due) => due.forUpdate('outbox').skipLocked()),
)

/**
 * A row that is due, with the subscription that it goes to. Its payload is JSON, for a test ring or an echo:
 * see `own-pushes.ts`. `attempts` says how often it was tried, including this time.
 */
export type DuePush = Awaited<ReturnType<typeof readDue>>['rows'][number]

/** What the log calls a push by. */
export function idsOf({ kind, callId, deviceId }: DuePush) {
  return { kind, device: deviceId, ...(kind === 'test' ? {} : { callId }) }
}

/** Leases what is due, the longest due first. */
export async function leaseDue(store: Store, now: number): Promise<DuePush[]> {
  return store.write(async (db) => {
    const { rows } = await readDue(db, { now })
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    await db
      .updateTable('outbox')
      .set((row) => ({ leased_until: now + LEASE_MS, attempts: row('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .execute()
    return rows.map((row) => ({ ...row, attempts: row.attempts + 1 }))
  })
}

/** When the next row is due, server ms; null: none is due later. */
export async function nextDue(store: Store, now: number): Promise<number | null> {
  const row = await store.read
    .selectFrom('outbox')
    .select((select) => select.fn.min('due_at').as('at'))
    .where('due_at', '>', now)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Deletes rows that were sent or are given up. */
export async function finish(db: Db, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('outbox').where('id', 'in', ids).execute()
}

/** Retries the row at `dueAt`. */
export async function putOff(db: Db, id: number, dueAt: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: dueAt, leased_until: null })
    .where('id', '=', id)
    .execute()
}

/** The subscription takes pushes again. */
export async function markWorking(db: Db, { deviceId }: DuePush): Promise<void> {
  await db
    .updateTable('subscription')
    .set({ failing_since: null })
    .where('device_id', '=', deviceId)
    .execute()
}

/** The subscription takes no pushes, unless the device has another one by now. */
export async function markFailing(db: Db, push: DuePush, now: number): Promise<void> {
  await db
    .updateTable('subscription')
    .set({ failing_since: now })
    .where('device_id', '=', push.deviceId)
    .where('endpoint', '=', push.endpoint)
    .where('failing_since', 'is', null)
    .execute()
}

/** Queues a test ring or an echo. It belongs to no call, so `name` identifies it instead. */
export async function queueOwn(
  db: Db,
  row: {
    readonly deviceId: string
    readonly name: string
    readonly payload: string
    readonly dueAt: number
    readonly expiresAt: number
  },
): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where((is) => is.and({ device_id: row.deviceId, call_id: row.name, kind: 'test' }))
    .execute()
  await db
    .insertInto('outbox')
    .values({
      device_id: row.deviceId,
      call_id: row.name,
      kind: 'test',
      topic: null,
      payload: row.payload,
      due_at: row.dueAt,
      expires_at: row.expiresAt,
      attempts: 0,
      leased_until: null,
    })
    .execute()
}

/** Deletes a device's subscription and all that waits for it. */
export async function forgetDevice(db: Db, deviceId: string): Promise<void> {
  await db.deleteFrom('outbox').where('device_id', '=', deviceId).execute()
  await db.deleteFrom('subscription').where('device_id', '=', deviceId).execute()
}

/** Makes leased rows due again. */
export async function releaseLeases(store: Store): Promise<void> {
  await store.write((db) =>
    db
      .updateTable('outbox')
      .set({ leased_until: null })
      .where('leased_until', 'is not', null)
      .execute(),
  )
}

/**
 * The endpoint is gone. Answers `moved` when the device has another one by now: the row goes there. Else
 * deletes the subscription with all that waits for it, and answers the calls that rang it by push.
 */
export async function letGo(
  db: Db,
  { id, deviceId, endpoint }: Pick<DuePush, 'id' | 'deviceId' | 'endpoint'>,
  now: number,
): Promise<'moved' | readonly string[]> {
  const present = await db
    .selectFrom('subscription')
    .select('endpoint')
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  if (present !== undefined && present.endpoint !== endpoint) {
    await putOff(db, id, now)
    return 'moved'
  }
  const rings = await db
    .selectFrom('outbox')
    .select('call_id')
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'ring')
    // A device whose push is parked is rung by a page.
    .where(isNotParked)
    .execute()
  await forgetDevice(db, deviceId)
  return rings.map(({ call_id }) => call_id)
}

/** Deletes expired rows, and the subscriptions of devices that are signed out or expired. */
export async function sweepOutbox(db: Db, now: number): Promise<void> {
  await db.deleteFrom('outbox').where('expires_at', '<=', now).execute()
  const out = db
    .selectFrom('subscription')
    .innerJoin('device', 'device.id', 'subscription.device_id')
    .select('device.id')
    .where((where) =>
      where.or([
        where('device.signed_out_at', 'is not', null),
        where('device.expires_at', '<=', now),
      ]),
    )
  await db.deleteFrom('outbox').where('device_id', 'in', out).execute()
  await db.deleteFrom('subscription').where('device_id', 'in', out).execute()
}
