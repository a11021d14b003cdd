/**
 * Queues pushes to the callee's devices, in the call's own transaction, and takes them back. Only devices
 * with a subscription get any. Their content is made when they are sent: see `push-messages.ts`.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Call, EndedCall } from '../../protocol/call.ts'
import { TOPIC_LENGTH } from '../../protocol/push.ts'
import { MISSED } from '../../protocol/reasons.ts'
import { parked } from '../store/parked.ts'
import { prepare, type Slots } from '../store/prepared.ts'
import type { Db } from '../store/tables.ts'

/** A visible tab reports that it rings well within this time; one that is frozen never does. */
export const TAB_REPORTS_MS = 1_500
/** A reloaded page reconnects within this time; a closed or crashed one does not. */
export const PAGE_RETURNS_MS = 1_500
/** A stop that arrives later than this finds nothing to stop. */
const STOP_LIFE_MS = 60_000
/** A worker that polls its ring learns of its end within this time, and needs no push. */
const STOP_DELAY_MS = 1_000
/** How long a missed call's push lives; later, the list and the badge show the call. */
const MISSED_LIFE_MS = 86_400_000

/** How long a ring's push waits for a tab of the device to report that it rings instead. */
export function pushDelayMs(tabCanRing: boolean): number {
  return tabCanRing ? TAB_REPORTS_MS : 0
}

/**
 * One topic for each caller and callee: the push service replaces what still waits by what is newer, so
 * that a device that comes back online is told of the missed call and not of the ring.
 */
function topicOf({ callerId, calleeId }: Call): string {
  const hash = createHash('sha256').update(JSON.stringify([callerId, calleeId]))
  return hash.digest('base64url').slice(0, TOPIC_LENGTH)
}

/** When a push is due and when it expires, in server milliseconds. */
interface When {
  readonly dueAt: number
  readonly expiresAt: number
}

/** The row of a push that was never tried. */
function rowOf(call: Call, kind: 'ring' | 'stop' | 'missed', deviceId: string, when: When) {
  return {
    device_id: deviceId,
    call_id: call.id,
    kind,
    topic: topicOf(call),
    payload: '{}',
    due_at: when.dueAt,
    expires_at: when.expiresAt,
    attempts: 0,
    leased_until: null,
  }
}

const insertRow = prepare((db, row: Slots<ReturnType<typeof rowOf>>) =>
  db
    .insertInto('outbox')
    .values(row)
    .onConflict((conflict) => conflict.columns(['device_id', 'call_id', 'kind']).doNothing()),
)

/** Queues a device's ring. Idempotent. */
export async function queueRing(db: Db, call: Call, deviceId: string, when: When): Promise<void> {
  const row = rowOf(call, 'ring', deviceId, when)
  await insertRow(db, row)
  // A former call's stop that is sent after this ring must not replace it at the push service.
  await db
    .updateTable('outbox')
    .set({ topic: null })
    .where((is) => is.and({ device_id: deviceId, kind: 'stop', topic: row.topic }))
    .execute()
}

/** Deletes rings that were not sent yet, and queues a stop for devices that may have got theirs. */
export async function queueStops(
  db: Db,
  call: Call,
  devices: readonly string[],
  now: number,
): Promise<void> {
  if (devices.length === 0) return
  const unsent = await db
    .deleteFrom('outbox')
    .where((is) => is.and({ call_id: call.id, kind: 'ring', attempts: 0, leased_until: null }))
    .returning('device_id')
    .execute()
  const unsentTo = new Set(unsent.map(({ device_id }) => device_id))
  const when = { dueAt: now + STOP_DELAY_MS, expiresAt: now + STOP_LIFE_MS }
  for (const deviceId of devices) {
    if (!unsentTo.has(deviceId)) await insertRow(db, rowOf(call, 'stop', deviceId, when))
  }
}

/** Deletes all that waits for this device about this call. */
export async function unqueue(db: Db, callId: string, deviceId: string): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('call_id', '=', callId)
    .where('device_id', '=', deviceId)
    .execute()
}

/** Parks a device's push, since an open page rings; `unparkRings` takes that back. */
export async function parkRing(db: Db, callId: string, deviceId: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set(parked)
    .where((is) => is.and({ call_id: callId, device_id: deviceId, kind: 'ring', attempts: 0 }))
    .execute()
}

/** Rings these devices by push after all, since their pages are gone. False: no push was parked. */
export async function unparkRings(
  db: Db,
  callId: string,
  devices: readonly string[],
  dueAt: number,
): Promise<boolean> {
  let anyParked = false
  for (const deviceId of devices) {
    const { numAffectedRows = 0n } = await unparkRow(db, { callId, deviceId, dueAt })
    anyParked ||= numAffectedRows > 0n
  }
  return anyParked
}

const unparkRow = prepare(
  (db, { callId, deviceId, dueAt }: Slots<{ callId: string; deviceId: string; dueAt: number }>) =>
    db
      .updateTable('outbox')
      .set({ due_at: dueAt })
      .where('call_id', '=', callId)
      .where('device_id', '=', deviceId)
      .where('kind', '=', sql.lit('ring'))
      .where('attempts', '=', sql.lit(0))
      .where('due_at', '>', dueAt),
)

/** Deletes a device's stop, since it has read how its ring ended. */
export async function dropStop(db: Db, callId: string, deviceId: string): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where((is) => is.and({ call_id: callId, device_id: deviceId, kind: 'stop', attempts: 0 }))
    .execute()
}

/** Alerts the callee's phones to a missed call. */
export async function queueMissed(db: Db, call: EndedCall, now: number): Promise<void> {
  if (MISSED[call.reason] === 'quietly') return
  const phones = await db
    .selectFrom('device')
    .innerJoin('subscription', 'subscription.device_id', 'device.id')
    .select('device.id')
    .where('device.member_id', '=', call.calleeId)
    .where('device.kind', '=', 'mobile')
    .where('device.signed_out_at', 'is', null)
    .where('device.expires_at', '>', now)
    .execute()
  // Only now, so that the end of a hidden call takes as long as that of any other.
  if (call.hidden) return
  const when = { dueAt: now, expiresAt: now + MISSED_LIFE_MS }
  for (const { id } of phones) await insertRow(db, rowOf(call, 'missed', id, when))
}
