/**
 * Changes calls: each change is read, decided and written in one transaction and published after its
 * commit, in the order of the commits.
 */
import { endCall } from '../../protocol/call-end.ts'
import { legOf, takenOffer } from '../../protocol/call.ts'
import type { Call, CallEffect, UntimedEvent } from '../../protocol/call.ts'
import { step } from '../../protocol/call-step.ts'
import type { Person } from '../../protocol/people.ts'
import type { Refusal, Side, StepRefusal } from '../../protocol/reasons.ts'
import type { MissedNotice } from '../../protocol/signals.ts'
import type { CallOutcome, KnownCall, Refused } from '../known-call.ts'
import type { Db } from '../store/tables.ts'
import { writeEffects, type CallChange } from './call-effects.ts'
import { loadCall } from './call-rows.ts'
import type { CallSecrets } from './call-secrets.ts'
import { RevConflict, insertCall, updateCall } from './call-writes.ts'
import { accountOf } from './callee-accounts.ts'
import { Directory } from './directory.ts'
import { LiveCalls } from './live-calls.ts'
import { missedNotice } from './missed.ts'
import type { CallDeps } from './call-deps.ts'
import { setAsideRows } from './set-aside.ts'

/** How often a change is tried when another writer changed the row in between. */
const MAX_TRIES = 5

/** One transaction in which calls change. */
export interface Scope {
  readonly db: Db
  /** The server's time when it began. */
  readonly at: number
  readonly changes: CommittedChange[]
}

interface CommittedChange extends CallChange {
  readonly known: KnownCall
  /** For the callee, when the call counts as missed. */
  readonly notice: MissedNotice | null
}

/** Why an event could not be applied to the call that was named. */
export type EventRefusal = StepRefusal | 'unknown-call'

/** Refuses a request about a call. */
export function refuse<C extends Refusal>(
  code: C,
  more: { readonly callId?: string; readonly retryMs?: number } = {},
): Refused<C> {
  return { ok: false, code, ...more }
}

/** Called after the commit of every change of a call. */
type ChangeListener = (known: KnownCall) => void

export type CallTransactions = ReturnType<typeof createTransactions>

/** Runs changes of calls, and publishes them. */
export function createTransactions(deps: CallDeps, secrets: CallSecrets) {
  const { store, clock, bus, log, sockets, connectors } = deps
  const live = new LiveCalls()
  const directory = new Directory()
  const listeners: ChangeListener[] = []
  /** Callers' offers of answered calls until they connect, so that a lost reply can be repeated. */
  const offers = new Map<string, { readonly offer: string; readonly gen: number }>()

  /** Runs `work` in a transaction and publishes its changes before the promise settles. */
  async function run<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        const { result, changes } = await store.write(async (db) => {
          // Anew each time: the store may run this several times until it commits.
          const scope = { db, at: clock.now(), changes: [] }
          return { result: await work(scope), changes: scope.changes }
        })
        for (const change of changes) publish(change)
        return result
      } catch (error) {
        if (!(error instanceof RevConflict) || tries === MAX_TRIES) throw error
      }
    }
  }

  /**
   * Applies events to a call now, one after the other, and writes the result. The refusal is the first
   * event's, since the others only follow from it.
   */
  async function happen(
    scope: Scope,
    call: Call,
    events: readonly UntimedEvent[],
  ): Promise<{ known: KnownCall; refusal: StepRefusal | null }> {
    let now = call
    let refusal: StepRefusal | null = null
    const effects: CallEffect[] = []
    for (const [index, event] of events.entries()) {
      const result = step(now, { ...event, at: scope.at })
      now = result.call
      effects.push(...result.effects)
      if (index === 0) refusal = result.refusal
    }
    return { known: await write(scope, { before: call, call: now, effects }), refusal }
  }

  /** Applies one event to the call that this id means. */
  async function happenTo(
    scope: Scope,
    callId: string,
    event: UntimedEvent,
  ): Promise<CallOutcome<EventRefusal>> {
    const call = await loadCall(scope.db, callId)
    if (call === null) return refuse('unknown-call')
    const { known, refusal } = await happen(scope, call, [event])
    return refusal === null ? { ok: true, known } : refuse(refusal)
  }

  /** Writes one change and its effects. */
  async function write({ db, at, changes }: Scope, change: CallChange): Promise<KnownCall> {
    const { before, call } = change
    const known = await know(db, call)
    if (before === call && change.effects.length === 0) return known
    if (before === null) await insertCall(db, call, secrets)
    else if (before !== call) await updateCall(db, before, call, secrets)
    await writeEffects(db, change, at, sockets)
    // Before the commit, because the same page may ask again within it.
    const offer = before === null ? null : takenOffer(before, call)
    if (offer !== null) offers.set(call.id, { offer, gen: call.gen })
    const isEnd = call.state === 'ended' && before?.state !== 'ended'
    // Read for a hidden call as well, so that its end takes as long as that of any other.
    const noticed = isEnd && (call.missed || call.hidden)
    const notice = noticed ? await missedNotice(db, call.calleeId) : null
    changes.push({ ...change, known, notice: call.hidden ? null : notice })
    return known
  }

  /** Ends a call that cannot be handled. Its pages learn that it has failed. */
  async function setAside(callId: string): Promise<void> {
    const at = clock.now()
    await store.write((db) => setAsideRows(db, callId, at))
    log.error({ callId }, 'a call was set aside, because it could not be handled')
    const known = live.get(callId)
    if (known === null || known.call.state === 'ended') return
    const { call } = endCall(known.call, 'failed', 'server', at)
    publish({ before: known.call, call, known: { ...known, call }, effects: [], notice: null })
  }

  /** Adds the addresses of a meeting room. They are made anew each time: their tokens are short-lived. */
  async function know(db: Db, call: Call): Promise<KnownCall> {
    const known = await directory.know(db, call)
    if (call.kind !== 'room' || call.state !== 'ended' || call.reason !== 'handed-over')
      return known
    const { connectorId, calleeId } = call
    const type = connectors.find(connectorId)?.account?.type
    const account = type === undefined ? null : await accountOf(db, calleeId, type)
    const random = secrets.room(call.id)
    const room = (person: Person) =>
      connectors.roomAddress(connectorId, { random, account: account?.value ?? null, person })
    return {
      ...known,
      rooms: { caller: await room(known.caller), callee: await room(known.callee) },
    }
  }

  function publish({ before, call, known, effects, notice }: CommittedChange): void {
    if (call.state !== 'answering') offers.delete(call.id)
    live.follow(known)
    // The ring is published first, because it contains the whole state of its call.
    for (const { deviceId } of effects.filter((effect) => effect.type === 'ring'))
      bus.publish(call.calleeId, { type: 'ring', known, deviceId })
    const isNewEnd = before === null && call.state === 'ended'
    if (before?.rev !== call.rev) {
      bus.publish(call.callerId, { type: 'call', known })
      // A call that ended as it began never rang: the callee only gets the missed call.
      if (!isNewEnd && !call.hidden) bus.publish(call.calleeId, { type: 'call', known })
    }
    for (const { to } of effects.filter((effect) => effect.type === 'peer-reset'))
      publishReset(call, to)
    if (notice !== null) bus.publish(call.calleeId, { type: 'missed', notice })
    const wasLive = before !== null && before.state !== 'ended'
    if (wasLive !== (call.state !== 'ended')) {
      bus.publish(call.callerId, { type: 'presence' })
      // Of a hidden call as well: its caller sees the callee in a call, as any other caller does.
      bus.publish(call.calleeId, { type: 'presence' })
    }
    for (const listener of listeners) listener(known)
    if (before?.state !== call.state) {
      const reason = call.state === 'ended' ? { reason: call.reason, endedBy: call.endedBy } : {}
      log.info({ callId: call.id, state: call.state, kind: call.kind, ...reason }, 'call changed')
    }
  }

  function publishReset(call: Call, to: Side): void {
    const leg = legOf(call, to)
    if (leg === null) return
    const memberId = to === 'caller' ? call.callerId : call.calleeId
    const { id: callId, gen } = call
    bus.publish(memberId, { type: 'peer-reset', callId, gen, legId: leg.legId })
  }

  return {
    live,
    directory,
    run,
    happen,
    happenTo,
    write,
    setAside,
    /**
     * The offer that the answer of this call was told, while it may have to be told again. A page that joins
     * anew makes a new connection, for which the caller's side makes a new offer.
     */
    offerOf({ id, gen }: Call): string | undefined {
      const kept = offers.get(id)
      return kept?.gen === gen ? kept.offer : undefined
    },
    onChange: (listener: ChangeListener) => void listeners.push(listener),
  }
}
