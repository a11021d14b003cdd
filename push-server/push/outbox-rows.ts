/**
 * The outbox's rows: what is due is leased, sent by whoever leased it, and then done, put off or given
 * up. A lease that runs out (the process died) makes the row due again.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

type Db = Kysely<Tables>

/** Longer than any sending takes. */
export const LEASE_MS = 15_000
/** Leased in one go. */
export const BATCH = 64

/** A row that is to be sent now, with where it goes. */
export interface DuePush {
  readonly id: number
  readonly deviceId: string
  readonly memberId: string
  readonly callId: string
  readonly kind: 'ring' | 'stop' | 'missed' | 'test'
  readonly topic: string | null
  /** JSON: what only the queueing knew. */
  readonly payload: string
  readonly expiresAt: number
  /** How often it was tried, this time included. */
  readonly attempts: number
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  readonly keyId: string
  readonly failingSince: number | null
}

/** Rows whose device can still be sent to. */
function sendable(db: Db, now: number) {
  return db
    .selectFrom('outbox')
    .innerJoin('device', 'device.id', 'outbox.device_id')
    .innerJoin('subscription', 'subscription.device_id', 'outbox.device_id')
    .where('device.signed_out_at', 'is', null)
    .where('device.expires_at', '>', now)
    .where('outbox.expires_at', '>', now)
}

/** Leases what is due, the longest due first. */
export async function leaseDue(store: Store, now: number): Promise<DuePush[]> {
  return store.write(async (db) => {
    const rows = await sendable(db, now)
      .select(['outbox.id', 'outbox.device_id', 'device.member_id', 'outbox.call_id'])
      .select(['outbox.kind', 'outbox.topic', 'outbox.payload', 'outbox.expires_at'])
      .select(['outbox.attempts', 'subscription.endpoint', 'subscription.p256dh'])
      .select(['subscription.auth', 'subscription.vapid_key_id', 'subscription.failing_since'])
      .where('outbox.due_at', '<=', now)
      .where((where) =>
        where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]),
      )
      .orderBy('outbox.due_at')
      .orderBy('outbox.id')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    await db
      .updateTable('outbox')
      .set((row) => ({ leased_until: now + LEASE_MS, attempts: row('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      deviceId: row.device_id,
      memberId: row.member_id,
      callId: row.call_id,
      kind: row.kind,
      topic: row.topic,
      payload: row.payload,
      expiresAt: row.expires_at,
      attempts: row.attempts + 1,
      endpoint: row.endpoint,
      p256dh: row.p256dh,
      auth: row.auth,
      keyId: row.vapid_key_id,
      failingSince: row.failing_since,
    }))
  })
}

/** When something is due next, server ms; null: nothing waits. */
export async function nextDue(store: Store, now: number): Promise<number | null> {
  const row = await sendable(store.read, now)
    .select(sql<number | null>`min(max(outbox.due_at, coalesce(outbox.leased_until, 0)))`.as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

/** It was taken, or is given up. */
export async function finish(db: Db, id: number): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute()
}

/** It is tried again then. */
export async function putOff(db: Db, id: number, dueAt: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: dueAt, leased_until: null })
    .where('id', '=', id)
    .execute()
}

/** A test ring or an echo: not about a call, and so under a name of its own. */
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
    .where('device_id', '=', row.deviceId)
    .where('call_id', '=', row.name)
    .where('kind', '=', 'test')
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

/** Nothing goes to these devices any more. */
export async function forgetDevices(db: Db, deviceIds: readonly string[]): Promise<void> {
  if (deviceIds.length === 0) return
  await db.deleteFrom('outbox').where('device_id', 'in', deviceIds).execute()
  await db.deleteFrom('subscription').where('device_id', 'in', deviceIds).execute()
}

/** Lets go of rows past their time, and of all that belongs to devices which are out. */
export async function sweepOutbox(db: Db, now: number): Promise<void> {
  await db.deleteFrom('outbox').where('expires_at', '<=', now).execute()
  const out = await db
    .selectFrom('subscription')
    .innerJoin('device', 'device.id', 'subscription.device_id')
    .select('device.id')
    .where((where) =>
      where.or([
        where('device.signed_out_at', 'is not', null),
        where('device.expires_at', '<=', now),
      ]),
    )
    .execute()
  await forgetDevices(
    db,
    out.map(({ id }) => id),
  )
}
