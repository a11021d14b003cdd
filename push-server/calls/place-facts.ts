/** What the server knows when a call is placed, read in the transaction that decides it. */
import type { Kysely } from 'kysely'
import type { LiveCall, RingTarget } from '../../protocol/call.ts'
import type { PlaceFacts } from '../../protocol/place.ts'
import type { Tables } from '../store/tables.ts'
import { waitBeforeCalling } from './call-limits.ts'
import { loadCall, loadLiveCallsOf } from './call-rows.ts'
import type { CallParts } from './ports.ts'

type Db = Kysely<Tables>

interface Callee {
  readonly id: string
  readonly dnd_until: number | null
}

export interface Asked {
  readonly callId: string
  readonly callerId: string
  readonly callee: Callee | null
  readonly connectorId: string
  readonly at: number
}

/** The facts, and how long a caller over the limit must wait (ms). */
export interface KnownFacts {
  readonly facts: PlaceFacts
  readonly waitMs: number
}

export async function placeFacts(db: Db, asked: Asked, parts: CallParts): Promise<KnownFacts> {
  const { at, callerId, callee } = asked
  const { connectors } = parts
  const connector = connectors.isEnabled(asked.connectorId)
    ? connectors.find(asked.connectorId)
    : null
  const none: PlaceFacts = {
    same: await loadCall(db, asked.callId),
    callerLive: null,
    calleeLive: null,
    kind: connector?.kind ?? null,
    hasAccount: false,
    rateLimited: false,
    calleeBlocksCaller: false,
    calleeDoesNotDisturb: false,
    targets: [],
    reach: { sockets: 'never' },
    ringMs: parts.ringMs,
  }
  if (none.same !== null || callee === null) return { facts: none, waitMs: 0 }
  const lives = await loadLiveCallsOf(db, [callerId, callee.id])
  const liveOf = (memberId: string): LiveCall | null => {
    for (const call of lives) {
      if (call.state === 'ended') continue
      if (call.callerId === memberId || call.calleeId === memberId) return call
    }
    return null
  }
  const waitMs = parts.limits ? await waitBeforeCalling(db, callerId, callee.id, at) : 0
  const accountType = connector?.account?.type
  return {
    waitMs,
    facts: {
      ...none,
      callerLive: liveOf(callerId),
      calleeLive: liveOf(callee.id),
      hasAccount: accountType === undefined || (await hasAccount(db, callee.id, accountType)),
      rateLimited: waitMs > 0,
      calleeBlocksCaller: await blocks(db, callee.id, callerId),
      calleeDoesNotDisturb: callee.dnd_until !== null && callee.dnd_until > at,
      targets: await ringTargets(db, callee.id, at, parts),
      reach: parts.sockets.reach(callee.id),
    },
  }
}

async function blocks(db: Db, memberId: string, otherId: string): Promise<boolean> {
  const row = await db
    .selectFrom('relation')
    .select('blocked')
    .where('member_id', '=', memberId)
    .where('other_id', '=', otherId)
    .executeTakeFirst()
  return row?.blocked === 1
}

async function hasAccount(db: Db, memberId: string, type: string): Promise<boolean> {
  const row = await db
    .selectFrom('im_account')
    .select('id')
    .where('member_id', '=', memberId)
    .where('type', '=', type)
    .executeTakeFirst()
  return row !== undefined
}

/** The member's desktops with "ring here" on and a subscription or an open socket. */
export async function ringTargets(
  db: Db,
  memberId: string,
  at: number,
  parts: Pick<CallParts, 'sockets'>,
): Promise<RingTarget[]> {
  const rows = await db
    .selectFrom('device')
    .leftJoin('subscription', 'subscription.device_id', 'device.id')
    .select(['device.id', 'subscription.endpoint'])
    .where('device.member_id', '=', memberId)
    .where('device.kind', '=', 'desktop')
    .where('device.ring_here', '=', 1)
    .where('device.signed_out_at', 'is', null)
    .where('device.expires_at', '>', at)
    .execute()
  const targets: RingTarget[] = []
  for (const { id, endpoint } of rows) {
    const open = parts.sockets.isOpen(id)
    const push = endpoint !== null
    if (open || push) targets.push({ deviceId: id, state: open ? 'socket' : 'wanted', push })
  }
  return targets
}
