/** Reads rows into the calls of the state machine. */
import type { Call, CallBase, Leg, LiveCall, RingTarget } from '../../protocol/call.ts'
import type { Side } from '../../protocol/reasons.ts'
import { prepare, type Slots } from '../store/prepared.ts'
import type { Db } from '../store/tables.ts'

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

type CallRow = Awaited<ReturnType<ReturnType<typeof selectCalls>['execute']>>[number]

const selectCall = prepare((db, { callId }: Slots<{ callId: string }>) =>
  selectCalls(db).where((where) =>
    where.or([where('call.id', '=', callId), where('merged_id', '=', callId)]),
  ),
)

/** The call with this id or merged id, or null. */
export async function loadCall(db: Db, callId: string): Promise<Call | null> {
  const [row] = (await selectCall(db, { callId })).rows
  return row === undefined ? null : fromRow(db, row)
}

/** The ids of all live calls. */
export async function liveCallIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('live').select('call_id').distinct().execute()
  return rows.map(({ call_id }) => call_id)
}

/** The live calls of these members, each once. */
export async function loadLiveCalls(db: Db, memberIds: readonly string[]): Promise<LiveCall[]> {
  const ids = db.selectFrom('live').select('live.call_id').where('live.member_id', 'in', memberIds)
  const rows = await selectCalls(db).where('call.id', 'in', ids).execute()
  const calls: Call[] = []
  // One after the other: a transaction of PostgreSQL runs one query at a time.
  for (const row of rows) calls.push(await fromRow(db, row))
  return calls.filter((call) => call.state !== 'ended')
}

async function loadTargets(db: Db, callId: string): Promise<RingTarget[]> {
  const rows = await db
    .selectFrom('ring_target')
    .leftJoin('subscription', 'subscription.device_id', 'ring_target.device_id')
    .select(['ring_target.device_id as deviceId', 'ring_target.state', 'subscription.endpoint'])
    .where('ring_target.call_id', '=', callId)
    .execute()
  return rows.map(({ endpoint, ...target }) => ({ ...target, push: endpoint !== null }))
}

/** A column's value that the call's state requires. Throws if it is missing: the database is broken. */
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
    hidden: row.hidden === 1,
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
