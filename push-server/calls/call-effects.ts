/** Writes the effects of a call's change, in the transaction that writes the call. */
import { isUnanswered, ringEndsAt } from '../../protocol/call.ts'
import type { Call, CallEffect, EndedCall } from '../../protocol/call.ts'
import type { Side } from '../../protocol/reasons.ts'
import { flag, type Db } from '../store/tables.ts'
import type { SocketFacts } from './call-deps.ts'
import { pushDelayMs, queueMissed, queueRing, queueStops, unqueue } from './ring-outbox.ts'

/** One change of one call. */
export interface CallChange {
  /** Null: the call is new. */
  readonly before: Call | null
  readonly call: Call
  readonly effects: readonly CallEffect[]
}

/** Writes the rows of all effects of one change. Nobody is told before the commit. */
export async function writeEffects(
  db: Db,
  change: CallChange,
  now: number,
  sockets: SocketFacts,
): Promise<void> {
  const { call } = change
  for (const effect of change.effects) {
    switch (effect.type) {
      case 'ring':
        await ring(
          db,
          call,
          effect.deviceId,
          now + pushDelayMs(sockets.tabCanRing(effect.deviceId)),
        )
        break
      case 'stop-rings':
        await stopRings(db, change, effect.answered, now)
        break
      case 'void-target':
        await unqueue(db, call.id, effect.deviceId)
        break
      case 'peer-reset':
        break
      case 'ended':
        if (call.state === 'ended') await endedRows(db, change, call, effect.history, now)
        break
      default:
        effect satisfies never
    }
  }
}

async function ring(db: Db, call: Call, deviceId: string, dueAt: number): Promise<void> {
  if (!isUnanswered(call)) return
  const target = call.targets.find((each) => each.deviceId === deviceId)
  if (target === undefined || !target.push) return
  await queueRing(db, call, deviceId, { dueAt, expiresAt: ringEndsAt(call) })
}

async function stopRings(
  db: Db,
  change: CallChange,
  answered: boolean,
  now: number,
): Promise<void> {
  const { before, call } = change
  await db
    .updateTable('ring_target')
    .set({ state: 'stopped' })
    .where('call_id', '=', call.id)
    .where('state', '<>', 'failed')
    .execute()
  if (before === null || !isUnanswered(before)) return
  const answeringDevice = answered && !isUnanswered(call) ? call.callee?.deviceId : undefined
  const devices = before.targets
    .filter(
      ({ push, state, deviceId }) => push && state !== 'failed' && deviceId !== answeringDevice,
    )
    .map(({ deviceId }) => deviceId)
  if (answeringDevice !== undefined) await unqueue(db, call.id, answeringDevice)
  await queueStops(db, call, devices, now)
}

async function endedRows(
  db: Db,
  change: CallChange,
  call: EndedCall,
  history: 'both' | 'caller',
  now: number,
): Promise<void> {
  const wasLive = change.before !== null && change.before.state !== 'ended'
  if (wasLive) await db.deleteFrom('live').where('call_id', '=', call.id).execute()
  const sides: readonly Side[] = history === 'both' ? ['caller', 'callee'] : ['caller']
  const rows = sides.map((side) => historyRow(call, side))
  // A page may place the same id again after the call's row was deleted.
  await db
    .insertInto('history')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['member_id', 'call_id']).doNothing())
    .execute()
  await db
    .insertInto('relation')
    .values(
      rows.map(({ member_id, other_id }) => ({
        member_id,
        other_id,
        favourite: 0 as const,
        blocked: 0 as const,
        last_call_at: call.createdAt,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['member_id', 'other_id'])
        .doUpdateSet((set) => ({ last_call_at: set.ref('excluded.last_call_at') })),
    )
    .execute()
  if (call.missed || call.hidden) await queueMissed(db, call, now)
}

/** A missed call is dated by its end, any other by its beginning. */
function historyRow(call: EndedCall, side: Side) {
  const missed = side === 'callee' && call.missed
  return {
    member_id: side === 'caller' ? call.callerId : call.calleeId,
    other_id: side === 'caller' ? call.calleeId : call.callerId,
    at: missed ? call.endedAt : call.createdAt,
    call_id: call.id,
    role: side,
    connector_id: call.connectorId,
    reason: call.reason,
    missed: flag(missed),
    duration_ms: call.connectedAt === null ? null : call.endedAt - call.connectedAt,
    seen_at: null,
  }
}
