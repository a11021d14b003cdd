/**
 * What push has to tell the callee's devices, as rows written in the call's own transaction. Only
 * devices with a subscription get any. What they say is made when it is sent (`push-messages.ts`).
 */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Call, EndedCall } from '../../protocol/call.ts'
import { TOPIC_LENGTH } from '../../protocol/push.ts'
import type { Reason } from '../../protocol/reasons.ts'
import { prepare } from '../store/prepared.ts'
import type { Slots } from '../store/prepared.ts'
import type { Tables } from '../store/tables.ts'

type Db = Kysely<Tables>

/** How long a push waits for a visible tab that can sound to report the ring. */
export const HELD_BACK_MS = 1_500
/** A stop that comes later than this finds nothing to stop. */
const STOP_LIFE_MS = 60_000
/** A worker that reads its ring learns its end by itself, and is not woken for it. */
const STOP_PATIENCE_MS = 1_000
/** A missed call's push lives this long; after that list and badge tell it. */
const MISSED_LIFE_MS = 86_400_000

/**
 * Whether phones are alerted. A do-not-disturb is left to list and badge. The phone of someone busy is
 * told: no device of theirs rang, and whoever is in a call does not look at the list.
 */
const ALERTS_PHONES: Record<Reason, boolean> = {
  completed: false,
  declined: false,
  cancelled: true,
  timeout: true,
  busy: true,
  unreachable: true,
  'do-not-disturb': false,
  failed: false,
  interrupted: false,
  'handed-over': false,
}

/**
 * One topic for all that a caller leaves: what still waits at a push service is replaced by the newer,
 * so that a device that comes back learns of the missed call and never of the ring.
 */
function topicOf({ callerId, calleeId }: Call): string {
  const hash = createHash('sha256').update(JSON.stringify([callerId, calleeId]))
  return hash.digest('base64url').slice(0, TOPIC_LENGTH)
}

interface RingRow extends Record<string, unknown> {
  readonly deviceId: string
  readonly callId: string
  readonly topic: string
  readonly dueAt: number
  readonly expiresAt: number
}

const insertRing = prepare((db, slots: Slots<RingRow>) =>
  db
    .insertInto('outbox')
    .values({
      device_id: slots.deviceId,
      call_id: slots.callId,
      kind: 'ring',
      topic: slots.topic,
      payload: '{}',
      due_at: slots.dueAt,
      expires_at: slots.expiresAt,
      attempts: 0,
      leased_until: null,
    })
    .onConflict((conflict) => conflict.columns(['device_id', 'call_id', 'kind']).doNothing()),
)

/** Queues a device's ring, once; `dueAt` and `expiresAt` are server milliseconds. */
export async function queueRing(
  db: Db,
  call: Call,
  deviceId: string,
  when: { readonly dueAt: number; readonly expiresAt: number },
): Promise<void> {
  const topic = topicOf(call)
  await insertRing(db, { deviceId, callId: call.id, topic, ...when })
  // Sent after this ring, it would take the ring's place where that still waits for the device.
  await db
    .updateTable('outbox')
    .set({ topic: null })
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'stop')
    .where('topic', '=', topic)
    .execute()
}

/** Takes back a ring that was not sent yet; devices that may have had theirs get a stop. */
export async function queueStops(
  db: Db,
  call: Call,
  devices: readonly string[],
  now: number,
): Promise<void> {
  if (devices.length === 0) return
  const unsent = await db
    .deleteFrom('outbox')
    .where('call_id', '=', call.id)
    .where('kind', '=', 'ring')
    .where('device_id', 'in', devices)
    .where('attempts', '=', 0)
    .where('leased_until', 'is', null)
    .returning('device_id')
    .execute()
  const quiet = new Set(unsent.map(({ device_id }) => device_id))
  const rows = devices
    .filter((deviceId) => !quiet.has(deviceId))
    .map((deviceId) => ({
      device_id: deviceId,
      call_id: call.id,
      kind: 'stop' as const,
      topic: topicOf(call),
      payload: '{}',
      due_at: now + STOP_PATIENCE_MS,
      expires_at: now + STOP_LIFE_MS,
      attempts: 0,
      leased_until: null,
    }))
  if (rows.length === 0) return
  await db
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['device_id', 'call_id', 'kind']).doNothing())
    .execute()
}

/** Nothing of this call is to reach this device any more. */
export async function unqueue(db: Db, callId: string, deviceId: string): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('call_id', '=', callId)
    .where('device_id', '=', deviceId)
    .execute()
}

/** A page that can sound has the ring: its device needs no push for it, as long as it is there. */
export async function parkRing(db: Db, callId: string, deviceId: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set((row) => ({ due_at: row.ref('expires_at') }))
    .where('call_id', '=', callId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'ring')
    .where('attempts', '=', 0)
    .execute()
}

/** The pages that had the ring are gone: these devices are rung by push after all. False: none is. */
export async function recallRings(
  db: Db,
  callId: string,
  devices: readonly string[],
  dueAt: number,
): Promise<boolean> {
  if (devices.length === 0) return false
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ due_at: dueAt })
    .where('call_id', '=', callId)
    .where('device_id', 'in', devices)
    .where('kind', '=', 'ring')
    .where('attempts', '=', 0)
    .where('due_at', '>', dueAt)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The device has read by itself how its ring ended. */
export async function dropStop(db: Db, callId: string, deviceId: string): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('call_id', '=', callId)
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'stop')
    .where('attempts', '=', 0)
    .execute()
}

/** Alerts the callee's phones. One notification a caller: the next takes its place. */
export async function queueMissed(db: Db, call: EndedCall, now: number): Promise<void> {
  if (!ALERTS_PHONES[call.reason]) return
  const phones = await db
    .selectFrom('device')
    .innerJoin('subscription', 'subscription.device_id', 'device.id')
    .select('device.id')
    .where('device.member_id', '=', call.calleeId)
    .where('device.kind', '=', 'mobile')
    .where('device.signed_out_at', 'is', null)
    .where('device.expires_at', '>', now)
    .execute()
  if (phones.length === 0) return
  await db
    .insertInto('outbox')
    .values(
      phones.map(({ id }) => ({
        device_id: id,
        call_id: call.id,
        kind: 'missed' as const,
        topic: topicOf(call),
        payload: '{}',
        due_at: now,
        expires_at: now + MISSED_LIFE_MS,
        attempts: 0,
        leased_until: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['device_id', 'call_id', 'kind']).doNothing())
    .execute()
}
