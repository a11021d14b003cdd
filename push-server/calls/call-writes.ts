/** Writes new and changed calls of the state machine as rows. */
import { deadlineOf } from '../../protocol/call-end.ts'
import { isUnanswered, legOf } from '../../protocol/call.ts'
import type { Call, Leg, RingTarget, TargetState } from '../../protocol/call.ts'
import type { Side } from '../../protocol/reasons.ts'
import { prepare, type Slots } from '../store/prepared.ts'
import { flag, type Db, type Row } from '../store/tables.ts'
import { hashTokens, type CallSecrets } from './call-secrets.ts'

/** Another writer changed the row after it was read. */
export class RevConflict extends Error {
  override readonly name = 'RevConflict'
}

function toRow(call: Call) {
  return {
    merged_id: call.mergedId,
    state: call.state,
    phase: call.state === 'answering' || call.state === 'ended' ? call.phase : null,
    reason: call.state === 'ended' ? call.reason : null,
    ended_by: call.state === 'ended' ? call.endedBy : null,
    missed: flag(call.state === 'ended' && call.missed),
    rev: call.rev,
    gen: call.gen,
    answered_at: isUnanswered(call) ? null : call.answeredAt,
    connected_at: call.state === 'connected' || call.state === 'ended' ? call.connectedAt : null,
    ended_at: call.state === 'ended' ? call.endedAt : null,
    deadline: deadlineOf(call),
    limit_at: isUnanswered(call) || call.state === 'answering' ? call.limitAt : null,
    unreachable_at: isUnanswered(call) ? call.unreachableAt : null,
    // It holds addresses: erased at the answer or the end.
    offer: isUnanswered(call) ? call.offer : null,
  }
}

const insertCallRow = prepare((db, row: Slots<Row<'call'>>) => db.insertInto('call').values(row))

const insertLegRow = prepare((db, row: Slots<Row<'leg'>>) => db.insertInto('leg').values(row))

const insertLiveRows = prepare(
  (db, { first, second, callId }: Slots<{ first: string; second: string; callId: string }>) =>
    db.insertInto('live').values([
      { member_id: first, call_id: callId },
      { member_id: second, call_id: callId },
    ]),
)

const insertLiveRow = prepare(
  (db, { memberId, callId }: Slots<{ memberId: string; callId: string }>) =>
    db.insertInto('live').values({ member_id: memberId, call_id: callId }),
)

const insertTargetRow = prepare((db, row: Slots<Row<'ring_target'>>) =>
  db.insertInto('ring_target').values(row),
)

/** Writes a new call with its caller's leg, its live rows and its ring targets. */
export async function insertCall(db: Db, call: Call, secrets: CallSecrets): Promise<void> {
  await insertCallRow(db, {
    id: call.id,
    caller_id: call.callerId,
    callee_id: call.calleeId,
    connector_id: call.connectorId,
    kind: call.kind,
    created_at: call.createdAt,
    hidden: flag(call.hidden),
    ...toRow(call),
  })
  await insertLegRow(db, legRow(call.id, 'caller', call.caller))
  if (call.state === 'ended') return
  // The callee may be in another call, or in none.
  if (call.hidden)
    return void (await insertLiveRow(db, { memberId: call.callerId, callId: call.id }))
  // Always in the same order, so that two placings cannot deadlock.
  const inOrder = call.callerId < call.calleeId
  await insertLiveRows(db, {
    first: inOrder ? call.callerId : call.calleeId,
    second: inOrder ? call.calleeId : call.callerId,
    callId: call.id,
  })
  if (isUnanswered(call)) await writeTargets(db, call.id, [], call.targets, secrets)
}

/**
 * Writes what has changed.
 * @throws RevConflict when another writer changed the row after it was read
 */
export async function updateCall(
  db: Db,
  before: Call,
  after: Call,
  secrets: CallSecrets,
): Promise<void> {
  if (after.rev !== before.rev) {
    const { numUpdatedRows } = await db
      .updateTable('call')
      .set(toRow(after))
      .where('id', '=', before.id)
      .where('rev', '=', before.rev)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n)
      throw new RevConflict(`Call ${before.id} is no longer ${before.rev}.`)
    for (const side of ['caller', 'callee'] as const) {
      const leg = legOf(after, side)
      if (leg !== null && leg !== legOf(before, side)) await writeLeg(db, after.id, side, leg)
    }
  }
  if (isUnanswered(before) && isUnanswered(after)) {
    await writeTargets(db, after.id, before.targets, after.targets, secrets)
  }
}

function legRow(callId: string, side: Side, leg: Leg) {
  return {
    call_id: callId,
    side,
    leg_id: leg.legId,
    device_id: leg.deviceId,
    ready: flag(leg.ready),
    left_at: leg.leftAt,
    silent_at: leg.silentAt,
  }
}

async function writeLeg(db: Db, callId: string, side: Side, leg: Leg): Promise<void> {
  const row = legRow(callId, side, leg)
  await db
    .insertInto('leg')
    .values(row)
    .onConflict((conflict) => conflict.columns(['call_id', 'side']).doUpdateSet(row))
    .execute()
}

async function writeTargets(
  db: Db,
  callId: string,
  before: readonly RingTarget[],
  after: readonly RingTarget[],
  secrets: CallSecrets,
): Promise<void> {
  if (before === after) return
  const known = new Map<string, TargetState>(before.map(({ deviceId, state }) => [deviceId, state]))
  for (const { deviceId, state } of after) {
    const was = known.get(deviceId)
    if (was === undefined) {
      const hashes = hashTokens(secrets.tokens(callId, deviceId))
      await insertTargetRow(db, { call_id: callId, device_id: deviceId, ...hashes, state })
    } else if (was !== state) {
      await db
        .updateTable('ring_target')
        .set({ state })
        .where('call_id', '=', callId)
        .where('device_id', '=', deviceId)
        .execute()
    }
  }
}
