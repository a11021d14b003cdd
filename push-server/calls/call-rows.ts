/** Calls as rows: reading them into the records that the state machine knows, and writing them back. */
import type { Kysely, Selectable } from 'kysely'
import { deadlineOf } from '../../protocol/call-end.ts'
import { isUnanswered, legOf } from '../../protocol/call.ts'
import type { Call, CallBase, Leg, RingTarget, TargetState } from '../../protocol/call.ts'
import type { Side } from '../../protocol/reasons.ts'
import type { Flag, Tables } from '../store/tables.ts'
import { hashTokens } from './call-secrets.ts'
import type { CallSecrets } from './call-secrets.ts'

type Db = Kysely<Tables>
type LegColumns<P extends string> = {
  [K in 'leg_id' | 'device_id' | 'ready' | 'left_at' | 'silent_at' as `${P}_${K}`]:
    Tables['leg'][K] | null
}
type CallRow = Selectable<Tables['call']> & LegColumns<'caller'> & LegColumns<'callee'>

/** A row was changed by someone else between reading and writing it. */
export class RevConflict extends Error {
  override readonly name = 'RevConflict'
}

const flag = (value: boolean): Flag => (value ? 1 : 0)

function selectCalls(db: Db) {
  return db
    .selectFrom('call')
    .leftJoin('leg as a', (on) =>
      on.onRef('a.call_id', '=', 'call.id').on('a.side', '=', 'caller' satisfies Side),
    )
    .leftJoin('leg as b', (on) =>
      on.onRef('b.call_id', '=', 'call.id').on('b.side', '=', 'callee' satisfies Side),
    )
    .selectAll('call')
    .select([
      'a.leg_id as caller_leg_id',
      'a.device_id as caller_device_id',
      'a.ready as caller_ready',
      'a.left_at as caller_left_at',
      'a.silent_at as caller_silent_at',
      'b.leg_id as callee_leg_id',
      'b.device_id as callee_device_id',
      'b.ready as callee_ready',
      'b.left_at as callee_left_at',
      'b.silent_at as callee_silent_at',
    ])
}

/** The call that this id means, by its own or its merged id, or null. */
export async function loadCall(db: Db, callId: string): Promise<Call | null> {
  const row = await selectCalls(db)
    .where((where) => where.or([where('call.id', '=', callId), where('merged_id', '=', callId)]))
    .executeTakeFirst()
  return row === undefined ? null : fromRow(db, row)
}

/** The live calls of these members, each once. */
export async function loadLiveCallsOf(db: Db, memberIds: readonly string[]): Promise<Call[]> {
  const rows = await selectCalls(db)
    .where((where) =>
      where('call.id', 'in', (query) =>
        query.selectFrom('live').select('live.call_id').where('live.member_id', 'in', memberIds),
      ),
    )
    .execute()
  return Promise.all(rows.map((row) => fromRow(db, row)))
}

/** Every live call. */
export async function loadLiveCalls(db: Db): Promise<Call[]> {
  const rows = await selectCalls(db)
    .where((where) =>
      where('call.id', 'in', (query) => query.selectFrom('live').select('live.call_id')),
    )
    .execute()
  const calls: Call[] = []
  for (const row of rows) calls.push(await fromRow(db, row))
  return calls
}

async function loadTargets(db: Db, callId: string): Promise<RingTarget[]> {
  const rows = await db
    .selectFrom('ring_target')
    .leftJoin('subscription', 'subscription.device_id', 'ring_target.device_id')
    .select(['ring_target.device_id', 'ring_target.state', 'subscription.endpoint'])
    .where('ring_target.call_id', '=', callId)
    .execute()
  return rows.map(({ device_id, state, endpoint }) => ({
    deviceId: device_id,
    state,
    push: endpoint !== null,
  }))
}

/** What a column must hold in the call's state; anything else is a broken database. */
function present<T>(value: T | null, callId: string): T {
  if (value === null) throw new Error(`Call ${callId} lacks a value that its state needs.`)
  return value
}

function legFrom(row: CallRow, side: Side): Leg | null {
  const legId = row[`${side}_leg_id`]
  const deviceId = row[`${side}_device_id`]
  if (legId === null || deviceId === null) return null
  return {
    legId,
    deviceId,
    ready: row[`${side}_ready`] === 1,
    leftAt: row[`${side}_left_at`],
    silentAt: row[`${side}_silent_at`],
  }
}

async function fromRow(db: Db, row: CallRow): Promise<Call> {
  const base: CallBase = {
    id: row.id,
    mergedId: row.merged_id,
    callerId: row.caller_id,
    calleeId: row.callee_id,
    connectorId: row.connector_id,
    kind: row.kind,
    rev: row.rev,
    gen: row.gen,
    createdAt: row.created_at,
    caller: present(legFrom(row, 'caller'), row.id),
  }
  const callee = legFrom(row, 'callee')
  switch (row.state) {
    case 'placed':
    case 'ringing':
      return {
        ...base,
        state: row.state,
        offer: row.offer,
        targets: await loadTargets(db, row.id),
        limitAt: present(row.limit_at, row.id),
        unreachableAt: row.unreachable_at,
      }
    case 'answering':
      return {
        ...base,
        state: 'answering',
        phase: present(row.phase, row.id),
        callee: present(callee, row.id),
        answeredAt: present(row.answered_at, row.id),
        limitAt: present(row.limit_at, row.id),
      }
    case 'connected':
      return {
        ...base,
        state: 'connected',
        callee: present(callee, row.id),
        answeredAt: present(row.answered_at, row.id),
        connectedAt: present(row.connected_at, row.id),
      }
    case 'ended':
      return {
        ...base,
        state: 'ended',
        reason: present(row.reason, row.id),
        endedBy: present(row.ended_by, row.id),
        missed: row.missed === 1,
        callee,
        phase: row.phase,
        answeredAt: row.answered_at,
        connectedAt: row.connected_at,
        endedAt: present(row.ended_at, row.id),
      }
    default:
      return row.state satisfies never
  }
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
    // It holds addresses: gone with the answer or the end.
    offer: isUnanswered(call) ? call.offer : null,
  }
}

/** Writes a new call with its caller's leg, its live rows and its ring targets. */
export async function insertCall(db: Db, call: Call, secrets: CallSecrets): Promise<void> {
  await db
    .insertInto('call')
    .values({
      id: call.id,
      caller_id: call.callerId,
      callee_id: call.calleeId,
      connector_id: call.connectorId,
      kind: call.kind,
      created_at: call.createdAt,
      ...toRow(call),
    })
    .execute()
  await db
    .insertInto('leg')
    .values(legRow(call.id, 'caller', call.caller))
    .execute()
  if (call.state === 'ended') return
  // In one order for everybody, so that two placings never wait for each other.
  const members = [call.callerId, call.calleeId].sort()
  const rows = members.map((member_id) => ({ member_id, call_id: call.id }))
  await db.insertInto('live').values(rows).execute()
  if (isUnanswered(call)) await writeTargets(db, call.id, [], call.targets, secrets)
}

/**
 * Writes what has changed, if the row is still the one that was read.
 * @throws RevConflict when it is not
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
  const added = after.filter(({ deviceId }) => !known.has(deviceId))
  if (added.length > 0) {
    const rows = added.map(({ deviceId, state }) => ({
      call_id: callId,
      device_id: deviceId,
      ...hashTokens(secrets.tokens(callId, deviceId)),
      state,
    }))
    await db.insertInto('ring_target').values(rows).execute()
  }
  for (const { deviceId, state } of after) {
    const was = known.get(deviceId)
    if (was === undefined || was === state) continue
    await db
      .updateTable('ring_target')
      .set({ state })
      .where('call_id', '=', callId)
      .where('device_id', '=', deviceId)
      .execute()
  }
}
