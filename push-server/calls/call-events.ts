/** What happens to existing calls, except who gets a leg: see `claims.ts`. */
import type { CallOutcome } from '../known-call.ts'
import { isUnanswered } from '../../protocol/call.ts'
import type { Actor, Call, LiveCall, UntimedEvent } from '../../protocol/call.ts'
import type { GivenUp } from '../../protocol/given-up.ts'
import type { Identity } from '../identity.ts'
import type { Db } from '../store/tables.ts'
import { loadCall, loadLiveCalls } from './call-rows.ts'
import type { CallTransactions, EventRefusal, Scope } from './call-transactions.ts'
import { noteGivenUp } from './given-up-rows.ts'
import { ringTargets } from './place-facts.ts'
import type { CallDeps } from './call-deps.ts'
import { PAGE_RETURNS_MS, parkRing, unparkRings } from './ring-outbox.ts'

export type CallEvents = ReturnType<typeof createCallEvents>

/** Applies events to calls, each in a transaction of its own. */
export function createCallEvents(deps: CallDeps, transactions: CallTransactions) {
  const { sockets, onPushDue } = deps
  const { run, happen, happenTo } = transactions

  /** If the call is unknown, keeps what was said, since it may have overtaken the placing. */
  function giveUp(
    how: GivenUp['how'],
    by: Actor,
    callId: string,
    legId: string,
  ): Promise<CallOutcome<EventRefusal>> {
    const type = how === 'left' ? 'left' : 'hangup'
    return run(async (scope) => {
      const { db, at } = scope
      const outcome = await happenTo(scope, callId, { type, by, legId })
      const isUnknown = !outcome.ok && outcome.code === 'unknown-call'
      if (isUnknown) await noteGivenUp(db, by.memberId, callId, { legId, how, at })
      return outcome
    })
  }

  /** The call that the member is being called by, if it is live. */
  async function callTo(db: Db, memberId: string): Promise<LiveCall | null> {
    const [call] = await loadLiveCalls(db, [memberId])
    return call?.calleeId === memberId ? call : null
  }

  /** Applies an event after which the callee may not be reachable any more (row 8). */
  async function unreach(scope: Scope, call: Call, event: UntimedEvent): Promise<void> {
    const reach = sockets.reach(call.calleeId)
    await happen(scope, call, [event, { type: 'reach', reach }])
  }

  async function out(event: UntimedEvent, who: (db: Db) => Promise<string | null>): Promise<void> {
    await run(async (scope) => {
      const memberId = await who(scope.db)
      const [call] = memberId === null ? [] : await loadLiveCalls(scope.db, [memberId])
      if (call !== undefined) await unreach(scope, call, event)
    })
  }

  return {
    /** Applies one event to the call with this id, now. */
    apply: (callId: string, event: UntimedEvent) => run((scope) => happenTo(scope, callId, event)),

    /** Row 12. `inTab`: a tab that somebody sees and hears rings, so that the device needs no push. */
    ringing: (deviceId: string, callId: string, inTab: boolean) =>
      run(async (scope) => {
        const outcome = await happenTo(scope, callId, { type: 'ringing', deviceId })
        if (outcome.ok && inTab) await parkRing(scope.db, outcome.known.call.id, deviceId)
        return outcome
      }),

    /** Rows 14, 21, 22 and 26; before its placing: 1a. */
    hangup: (by: Actor, callId: string, legId: string) => giveUp('hung-up', by, callId, legId),

    /** Rows 16, 21 and 22: the leg's window said goodbye; before its placing: 1b. */
    left: (by: Actor, callId: string, legId: string) => giveUp('left', by, callId, legId),

    /** A desktop said `hello` while its member is being rung: makes it a target if "ring here" is on. */
    target: ({ memberId, deviceId }: Identity) =>
      run(async (scope) => {
        const call = await callTo(scope.db, memberId)
        if (call === null) return
        const targets = await ringTargets(scope.db, memberId, scope.at, deps)
        const target = targets.find((each) => each.deviceId === deviceId)
        if (target !== undefined) await happen(scope, call, [{ type: 'target', target }])
      }),

    /** Row 8: the member's sockets were opened or closed. */
    async reach(memberId: string): Promise<void> {
      const unparked = await run(async (scope) => {
        const call = await callTo(scope.db, memberId)
        if (call === null) return false
        await happen(scope, call, [{ type: 'reach', reach: sockets.reach(memberId) }])
        if (!isUnanswered(call)) return false
        const closed = call.targets
          .map(({ deviceId }) => deviceId)
          .filter((deviceId) => !sockets.isOpen(deviceId))
        return unparkRings(scope.db, call.id, closed, scope.at + PAGE_RETURNS_MS)
      })
      if (unparked) onPushDue?.()
    },

    /** Row 8: a device of the call can no longer be rung by push. */
    targetFailed: (callId: string, deviceId: string) =>
      run(async (scope) => {
        const call = await loadCall(scope.db, callId)
        if (call !== null) await unreach(scope, call, { type: 'target-failed', deviceId })
      }),

    /** Row 24: a device was signed out. */
    deviceOut: (deviceId: string) =>
      out({ type: 'device-out', deviceId }, (db) => memberOfDevice(db, deviceId)),

    /** Row 24: a member was removed. */
    memberOut: (memberId: string) => out({ type: 'member-out', memberId }, async () => memberId),
  }
}

async function memberOfDevice(db: Db, deviceId: string): Promise<string | null> {
  const row = await db
    .selectFrom('device')
    .select('member_id')
    .where('id', '=', deviceId)
    .executeTakeFirst()
  return row?.member_id ?? null
}
