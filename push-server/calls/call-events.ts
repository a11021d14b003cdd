/** What happens to existing calls, except who gets a leg: see `claims.ts`. */
import type { CallOutcome } from '../known-call.ts'
import { isUnanswered } from '../../protocol/call.ts'
import type { Actor, UntimedEvent } from '../../protocol/call.ts'
import type { GivenUp } from '../../protocol/given-up.ts'
import type { Identity } from '../identity.ts'
import type { Db } from '../store/tables.ts'
import { loadCall, loadLiveCalls } from './call-rows.ts'
import type { CallTransactions } from './call-transactions.ts'
import { noteGivenUp } from './given-up-rows.ts'
import { ringTargets } from './place-facts.ts'
import type { CallDeps } from './call-deps.ts'
import { PAGE_RETURNS_MS, parkRing, unparkRings } from './ring-outbox.ts'

/** Applies events to calls, each in a transaction of its own. */
export class CallEvents {
  readonly #deps: CallDeps
  readonly #transactions: CallTransactions

  constructor(deps: CallDeps, transactions: CallTransactions) {
    this.#deps = deps
    this.#transactions = transactions
  }

  /** Applies one event to the call with this id, now. */
  async apply(callId: string, event: UntimedEvent): Promise<CallOutcome> {
    return this.#transactions.run((scope) => this.#transactions.happenTo(scope, callId, event))
  }

  /** Row 12. `inTab`: a tab that somebody sees and hears rings, so that the device needs no push. */
  async ringing(deviceId: string, callId: string, inTab: boolean): Promise<CallOutcome> {
    return this.#transactions.run(async (scope) => {
      const event = { type: 'ringing', deviceId } as const
      const outcome = await this.#transactions.happenTo(scope, callId, event)
      if (outcome.ok && inTab) await parkRing(scope.db, outcome.known.call.id, deviceId)
      return outcome
    })
  }

  /** Rows 14, 21, 22 and 26; before its placing: 1a. */
  async hangup(by: Actor, callId: string, legId: string): Promise<CallOutcome> {
    return this.#giveUp('hung-up', by, callId, legId)
  }

  /** Rows 16, 21 and 22: the leg's window said goodbye; before its placing: 1b. */
  async left(by: Actor, callId: string, legId: string): Promise<CallOutcome> {
    return this.#giveUp('left', by, callId, legId)
  }

  /** If the call is unknown, keeps what was said, since it may have overtaken the placing. */
  async #giveUp(
    how: GivenUp['how'],
    by: Actor,
    callId: string,
    legId: string,
  ): Promise<CallOutcome> {
    const type = how === 'left' ? 'left' : 'hangup'
    return this.#transactions.run(async (scope) => {
      const { db, at } = scope
      const outcome = await this.#transactions.happenTo(scope, callId, { type, by, legId })
      const isUnknown = !outcome.ok && outcome.code === 'unknown-call'
      if (isUnknown) await noteGivenUp(db, by.memberId, callId, { legId, how, at })
      return outcome
    })
  }

  /** A desktop said `hello` while its member is being rung: makes it a target if "ring here" is on. */
  async target(by: Identity): Promise<void> {
    await this.#transactions.run(async (scope) => {
      const [call] = await loadLiveCalls(scope.db, [by.memberId])
      if (call === undefined || call.calleeId !== by.memberId) return
      const targets = await ringTargets(scope.db, by.memberId, scope.at, this.#deps)
      const target = targets.find(({ deviceId }) => deviceId === by.deviceId)
      if (target === undefined) return
      await this.#transactions.happen(scope, call, [{ type: 'target', target }])
    })
  }

  /** Row 8: the member's sockets were opened or closed. */
  async reach(memberId: string): Promise<void> {
    const { sockets, onPushDue } = this.#deps
    const unparked = await this.#transactions.run(async (scope) => {
      const [call] = await loadLiveCalls(scope.db, [memberId])
      if (call === undefined || call.calleeId !== memberId) return false
      const reach = sockets.reach(memberId)
      await this.#transactions.happen(scope, call, [{ type: 'reach', reach }])
      if (!isUnanswered(call)) return false
      const closed = call.targets
        .map(({ deviceId }) => deviceId)
        .filter((deviceId) => !sockets.isOpen(deviceId))
      return unparkRings(scope.db, call.id, closed, scope.at + PAGE_RETURNS_MS)
    })
    if (unparked) onPushDue?.()
  }

  /** Row 8: a device of the call can no longer be rung by push. */
  async targetFailed(callId: string, deviceId: string): Promise<void> {
    await this.#transactions.run(async (scope) => {
      const call = await loadCall(scope.db, callId)
      if (call === null) return
      const reach = this.#deps.sockets.reach(call.calleeId)
      await this.#transactions.happen(scope, call, [
        { type: 'target-failed', deviceId },
        { type: 'reach', reach },
      ])
    })
  }

  /** Row 24: a device was signed out. */
  async deviceOut(deviceId: string): Promise<void> {
    await this.#out({ type: 'device-out', deviceId }, (db) => memberOfDevice(db, deviceId))
  }

  /** Row 24: a member was removed. */
  async memberOut(memberId: string): Promise<void> {
    await this.#out({ type: 'member-out', memberId }, async () => memberId)
  }

  async #out(event: UntimedEvent, who: (db: Db) => Promise<string | null>): Promise<void> {
    await this.#transactions.run(async (scope) => {
      const memberId = await who(scope.db)
      if (memberId === null) return
      const [call] = await loadLiveCalls(scope.db, [memberId])
      if (call === undefined) return
      const reach = this.#deps.sockets.reach(call.calleeId)
      await this.#transactions.happen(scope, call, [event, { type: 'reach', reach }])
    })
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
