/** Reads what decides a placing, in the same transaction. */
import { sql } from 'kysely'
import type { RingTarget } from '../../protocol/call.ts'
import type { PlaceFacts, PlaceRequest } from '../../protocol/place-model.ts'
import { presentHandle } from '../store/person-rows.ts'
import { prepare, type Slots } from '../store/prepared.ts'
import type { Db } from '../store/tables.ts'
import { waitBeforeCalling } from './call-limits.ts'
import { accountOf } from './callee-accounts.ts'
import { loadCall, loadLiveCalls } from './call-rows.ts'
import { loadGivenUp } from './given-up-rows.ts'
import type { CallDeps } from './call-deps.ts'

/** The placing that facts are read for; `to` is the callee's handle. */
type Asked = Pick<PlaceRequest, 'at' | 'by' | 'callId' | 'connectorId'> & { readonly to: string }

/** One query that is enough for a usual placing: two members who are in no call, and a new id. */
const lookAtBoth = prepare(
  (db, { callId, deviceId, to }: Slots<{ callId: string; deviceId: string; to: string }>) =>
    db
      .selectFrom('device')
      .innerJoin('member as caller', 'caller.id', 'device.member_id')
      .leftJoin('member as callee', (on) =>
        on.on('callee.handle', '=', to).on('callee.removed_at', 'is', null),
      )
      .leftJoin('relation', (on) =>
        on
          .onRef('relation.member_id', '=', 'callee.id')
          .onRef('relation.other_id', '=', 'caller.id'),
      )
      .leftJoin('live as caller_live', 'caller_live.member_id', 'caller.id')
      .leftJoin('live as callee_live', 'callee_live.member_id', 'callee.id')
      .leftJoin('call as same', (on) => on.on('same.id', '=', callId))
      .leftJoin('call as merged', (on) => on.on('merged.merged_id', '=', callId))
      .select(['caller.connector_last', 'callee.id as callee_id', 'callee.dnd_until'])
      .select(['relation.blocked', 'same.id as same_id', 'merged.id as merged_id'])
      .select(['caller_live.call_id as caller_live_id', 'callee_live.call_id as callee_live_id'])
      .select((the) =>
        the
          .selectFrom('given_up')
          .select('call_id')
          .whereRef('given_up.member_id', '=', 'caller.id')
          .where('given_up.call_id', '=', callId)
          .limit(sql.lit(1))
          .as('given_up_id'),
      )
      .where('device.id', '=', deviceId)
      .where('device.signed_out_at', 'is', null)
      .where('caller.removed_at', 'is', null),
)

/**
 * The facts, how long a caller over the limit must wait (ms), and the connector that the caller used last.
 * Null: the caller was removed, or the device was signed out.
 */
export async function placeFacts(db: Db, asked: Asked, deps: CallDeps) {
  const { at, callId, by, to } = asked
  const callerId = by.memberId
  const look = (handle: string) => lookAtBoth(db, { callId, deviceId: by.deviceId, to: handle })
  let [seen] = (await look(to)).rows
  if (seen?.callee_id === null) {
    const present = await presentHandle(db, to)
    if (present !== null) [seen] = (await look(present)).rows
  }
  if (seen === undefined) return null
  const { connectors } = deps
  const connector = connectors.find(asked.connectorId)
  const calleeId = seen.callee_id
  const isKnown = seen.same_id !== null || seen.merged_id !== null
  const isLive = seen.caller_live_id !== null || seen.callee_live_id !== null
  const none: PlaceFacts = {
    same: isKnown ? await loadCall(db, callId) : null,
    givenUp: seen.given_up_id === null ? [] : await loadGivenUp(db, callerId, callId),
    callerLive: null,
    calleeLive: null,
    kind: connector?.kind ?? null,
    isOff: !connectors.isEnabled(asked.connectorId),
    hasAccount: false,
    rateLimited: false,
    calleeBlocksCaller: false,
    calleeDoesNotDisturb: false,
    targets: [],
    reach: { sockets: 'never' },
    ringMs: deps.ringMs(),
  }
  const known = { calleeId, waitMs: 0, lastConnectorId: seen.connector_last }
  if (none.same !== null || calleeId === null) return { ...known, facts: none }
  const lives = isLive ? await loadLiveCalls(db, [callerId, calleeId]) : []
  const liveOf = (memberId: string) =>
    lives.find((call) => call.callerId === memberId || call.calleeId === memberId) ?? null
  const limits = deps.limits()
  const pair = { callerId, calleeId, isDialled: connector?.kind === 'dial' }
  const waitMs = limits === null ? 0 : await waitBeforeCalling(db, pair, at, limits)
  const accountType = connector?.account?.type
  const desktops = await ringingDesktops(db, calleeId, at)
  const targets = targetsOf(desktops, deps)
  const isBlocked = seen.blocked === 1
  const hasDesktop = desktops.length > 0
  return {
    ...known,
    waitMs,
    facts: {
      ...none,
      callerLive: liveOf(callerId),
      calleeLive: liveOf(calleeId),
      hasAccount:
        accountType === undefined || (await accountOf(db, calleeId, accountType)) !== null,
      rateLimited: waitMs > 0,
      calleeBlocksCaller: isBlocked,
      calleeDoesNotDisturb: seen.dnd_until !== null && seen.dnd_until > at,
      targets,
      reach: isBlocked
        ? deps.sockets.reachOfAbsent(hasDesktop)
        : deps.sockets.reach(calleeId, hasDesktop),
    },
  }
}

const desktopsOf = prepare((db, { memberId, at }: Slots<{ memberId: string; at: number }>) =>
  db
    .selectFrom('device')
    .leftJoin('subscription', 'subscription.device_id', 'device.id')
    .select(['device.id', 'subscription.endpoint'])
    .where('device.member_id', '=', memberId)
    .where('device.kind', '=', 'desktop')
    .where('device.ring_here', '=', 1)
    .where('device.signed_out_at', 'is', null)
    .where('device.expires_at', '>', at),
)

/** The member's desktops with "ring here" on. */
const ringingDesktops = async (db: Db, memberId: string, at: number) =>
  (await desktopsOf(db, { memberId, at })).rows

/** The desktops among these that have a push subscription or an open socket. */
function targetsOf(
  desktops: Awaited<ReturnType<typeof ringingDesktops>>,
  { sockets }: Pick<CallDeps, 'sockets'>,
): RingTarget[] {
  return desktops.flatMap(({ id, endpoint }) => {
    const open = sockets.isOpen(id)
    const push = endpoint !== null
    return open || push ? [{ deviceId: id, state: open ? 'socket' : 'wanted', push }] : []
  })
}

/** What can ring for this member now. */
export async function ringTargets(
  db: Db,
  memberId: string,
  at: number,
  deps: Pick<CallDeps, 'sockets'>,
): Promise<RingTarget[]> {
  return targetsOf(await ringingDesktops(db, memberId, at), deps)
}
