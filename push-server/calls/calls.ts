/** Puts calls together, for signaling, people, push and the HTTP routes. */
import { endOverdue } from '../../protocol/call-end.ts'
import {
  UNREACHABLE_AFTER_START_MS,
  isUnanswered,
  legOf,
  ringsOn,
  sideOfLeg,
  unreachableAt,
} from '../../protocol/call.ts'
import type { Actor, Leg, LiveCall } from '../../protocol/call.ts'
import { otherSide } from '../../protocol/reasons.ts'
import type { Ring } from '../../protocol/signals.ts'
import type { KnownCall } from '../known-call.ts'
import type { Identity } from '../identity.ts'
import { sweepEachMinute } from '../background.ts'
import { createCallEvents } from './call-events.ts'
import { liveCallIds, loadCall } from './call-rows.ts'
import { openCallSecrets } from './call-secrets.ts'
import { createTransactions, type CallTransactions } from './call-transactions.ts'
import { ownLeg, viewCall } from './call-view.ts'
import { createClaims } from './claims.ts'
import { startDeadlines } from './deadlines.ts'
import { countUnseen } from './missed.ts'
import type { CallDeps } from './call-deps.ts'
import { createPushMessages } from './push-messages.ts'
import { sweepHistory } from './retention.ts'
import { unparkRings } from './ring-outbox.ts'
import { createRings } from './ring-service.ts'

/** Calls, as the rest of the server uses them. */
export type Calls = Awaited<ReturnType<typeof openCalls>>

/** Opens calls: resumes those that were live before, and ends what is overdue. */
export async function openCalls(deps: CallDeps) {
  const { store, clock, log } = deps
  const secrets = await openCallSecrets(store)
  const transactions = createTransactions(deps, secrets)
  const { live, directory } = transactions
  const claims = createClaims(deps, transactions)
  const events = createCallEvents(deps, transactions)
  const rings = createRings(deps, transactions, claims, events)
  await resume(deps, transactions)
  const tick = (callId: string) => events.apply(callId, { type: 'tick' })
  const deadlines = startDeadlines({
    live,
    read: store.read,
    clock,
    log,
    tick,
    setAside: transactions.setAside,
  })
  transactions.onChange(({ call }) => deadlines.consider(call))

  async function deleteExpired(): Promise<void> {
    while (await sweepHistory(store, clock, deps.historyMs));
  }
  const stopRetention = sweepEachMinute(deleteExpired, log)

  /** A call as a page that holds this leg may see it; null for a stranger. */
  const view = (known: KnownCall, viewer: Actor, legId: string | null) =>
    viewCall(known, viewer, clock.now(), legId)
  /** The ring of this call on this device; null: it does not ring there. */
  const ring = (known: KnownCall, viewer: Actor): Ring | null => {
    const call = ringsOn(known.call, viewer) ? viewCall(known, viewer, clock.now()) : null
    return call && { call, answerToken: secrets.tokens(call.callId, viewer.deviceId).answer }
  }

  return {
    claims,
    events,
    rings,
    view,
    ring,
    /** The live call with this id or merged id, or null. */
    live: (callId: string) => live.get(callId),
    /** The member's live call, or null. */
    liveOf: (memberId: string) => live.ofMember(memberId),
    /** The calls that ring this device now. */
    ringsOf(identity: Identity): Ring[] {
      const known = live.ofMember(identity.memberId)
      const found = known === null ? null : ring(known, identity)
      return found === null ? [] : [found]
    },
    /**
     * Where a signal of this leg goes, if the call is answered and the leg is present and this device's. The
     * id is the call's own; a message may name its merged id.
     */
    route(callId: string, legId: string, viewer: Actor) {
      const call = live.get(callId)?.call
      if (call === undefined || (call.state !== 'answering' && call.state !== 'connected'))
        return null
      const side = sideOfLeg(call, legId)
      if (side === null || legOf(call, side)?.deviceId !== viewer.deviceId) return null
      const other = legOf(call, otherSide(side))
      return other === null ? null : { callId: call.id, toLegId: other.legId }
    },
    /** Whether this leg is the present one of its side, and this device's. */
    isPresentLeg(callId: string, legId: string, viewer: Actor): boolean {
      const known = live.get(callId)
      return known !== null && ownLeg(known.call, viewer) === legId
    },
    /** Whether a call rings on this device of the member's, or would if its push worked. */
    isRung(memberId: string, deviceId: string): boolean {
      const call = live.ofMember(memberId)?.call
      if (call === undefined || !isUnanswered(call) || call.calleeId !== memberId) return false
      return call.targets.some((target) => target.deviceId === deviceId)
    },
    /** How many missed calls the member has not seen. */
    unseen: (memberId: string) => countUnseen(store.read, memberId),
    /** Calls `listener` after the commit of every change of a call. */
    onChange: transactions.onChange,
    /** Makes the content of pushes about calls. */
    pushMessage: createPushMessages(deps, transactions, secrets),
    /** How a member is shown beside a call. */
    person: (memberId: string) => directory.person(store.read, memberId),
    /** The member's name or photo has changed: tells the pages of their call, whose `rev` stays. */
    async memberChanged(memberId: string): Promise<void> {
      directory.forgetAll()
      const known = live.ofMember(memberId)
      if (known === null) return
      const fresh = await directory.know(store.read, known.call)
      const now = live.get(known.call.id)
      if (now === null) return
      const renamed = { ...fresh, call: now.call }
      live.follow(renamed)
      for (const side of [now.call.callerId, now.call.calleeId]) {
        deps.bus.publish(side, { type: 'call', known: renamed })
      }
    },
    /** Deletes expired calls now, as the timer does from time to time. */
    sweepHistory: deleteExpired,
    /** Ends overdue calls now. */
    sweepDeadlines: deadlines.sweep,
    stop() {
      deadlines.stop()
      void stopRetention()
      rings.stop()
    },
  }
}

/**
 * Resumes the calls that were live before the start: every leg is silent from now on, callees get some
 * time to reconnect before they count as unreachable, and whatever is overdue even so ends at once. A call
 * that cannot be resumed is set aside.
 */
async function resume({ store, sockets, log }: CallDeps, transactions: CallTransactions) {
  const { run, write, setAside } = transactions

  async function resumeOne(callId: string): Promise<void> {
    await run(async (scope) => {
      const call = await loadCall(scope.db, callId)
      if (call === null || call.state === 'ended') throw new Error('A live call has ended.')
      const reach = call.hidden ? sockets.reachOfAbsent(true) : sockets.reach(call.calleeId)
      const since = silentSince(call, scope.at)
      const fresh = isUnanswered(since)
        ? { ...since, unreachableAt: unreachableAt(since.targets, reach, scope.at) }
        : since
      const over = endOverdue(fresh, scope.at)
      await write(scope, { before: call, call: over.call, effects: over.effects })
      if (!isUnanswered(call)) return
      // Parked pushes become due, unless the pages reconnect and report again.
      const devices = call.targets.map(({ deviceId }) => deviceId)
      await unparkRings(scope.db, call.id, devices, scope.at + UNREACHABLE_AFTER_START_MS)
    })
  }

  // All in one commit.
  const calls = (await liveCallIds(store.read)).map((callId) =>
    resumeOne(callId).catch((error: unknown) => {
      log.error({ callId, error }, 'a call could not be resumed')
      return setAside(callId)
    }),
  )
  await Promise.all(calls)
}

function silentSince<C extends LiveCall>(call: C, at: number): C {
  const silenced = (leg: Leg): Leg => ({ ...leg, silentAt: at })
  const callee = legOf(call, 'callee')
  return {
    ...call,
    rev: call.rev + 1,
    caller: silenced(call.caller),
    ...(callee === null ? {} : { callee: silenced(callee) }),
  }
}
