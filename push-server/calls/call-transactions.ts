/**
 * Changes calls: each change is read, decided and written in one transaction and published after its
 * commit, in the order of the commits.
 */
import { isUnanswered, legOf, takenOffer } from '../../protocol/call.ts'
import type { Call, CallEffect, UntimedEvent } from '../../protocol/call.ts'
import { step } from '../../protocol/call-step.ts'
import type { Person } from '../../protocol/people.ts'
import type { Refusal, Side } from '../../protocol/reasons.ts'
import type { MissedNotice } from '../../protocol/signals.ts'
import type { CallOutcome, KnownCall } from '../known-call.ts'
import type { Db } from '../store/tables.ts'
import { writeEffects } from './call-effects.ts'
import type { CallChange } from './call-effects.ts'
import { loadCall } from './call-rows.ts'
import type { CallSecrets } from './call-secrets.ts'
import { RevConflict, insertCall, updateCall } from './call-writes.ts'
import { accountOf } from './callee-accounts.ts'
import { Directory } from './directory.ts'
import { LiveCalls } from './live-calls.ts'
import { missedNotice } from './missed.ts'
import type { CallDeps } from './call-deps.ts'

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

/** Refuses a request about a call. */
export function refuse(
  code: Refusal,
  more: { readonly callId?: string; readonly retryMs?: number } = {},
): Extract<CallOutcome, { ok: false }> {
  return { ok: false, code, ...more }
}

/** Called after the commit of every change of a call. */
export type ChangeListener = (known: KnownCall) => void

/** Runs changes of calls, and publishes them. */
export class CallTransactions {
  readonly live = new LiveCalls()
  readonly directory = new Directory()
  readonly #deps: CallDeps
  readonly #secrets: CallSecrets
  readonly #listeners: ChangeListener[] = []
  /** Callers' offers of answered calls until they connect, so that a lost reply can be repeated. */
  readonly #offers = new Map<string, string>()

  constructor(deps: CallDeps, secrets: CallSecrets) {
    this.#deps = deps
    this.#secrets = secrets
  }

  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener)
  }

  /** The offer that the answer of this call was told, while it may have to be told again. */
  offerOf(callId: string): string | undefined {
    return this.#offers.get(callId)
  }

  /** Runs `work` in a (shared) transaction and publishes its changes before the promise settles. */
  async run<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#once(work)
      } catch (error) {
        if (!(error instanceof RevConflict) || tries === MAX_TRIES) throw error
      }
    }
  }

  async #once<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
    const changes: CommittedChange[] = []
    const result = await this.#deps.store.write(async (db) => {
      changes.length = 0
      return work({ db, at: this.#deps.clock.now(), changes })
    })
    for (const change of changes) this.#publish(change)
    return result
  }

  /**
   * Applies events to a call now, one after the other, and writes the result. The refusal is the first
   * event's, since the others only follow from it.
   */
  async happen(
    scope: Scope,
    call: Call,
    events: readonly UntimedEvent[],
  ): Promise<{ known: KnownCall; refusal: Refusal | null }> {
    let now = call
    let refusal: Refusal | null = null
    const effects: CallEffect[] = []
    for (const [index, event] of events.entries()) {
      const result = step(now, { ...event, at: scope.at })
      now = result.call
      effects.push(...result.effects)
      if (index === 0) refusal = result.refusal
    }
    return { known: await this.write(scope, { before: call, call: now, effects }), refusal }
  }

  /** Applies one event to the call that this id means. */
  async happenTo(scope: Scope, callId: string, event: UntimedEvent): Promise<CallOutcome> {
    const call = await loadCall(scope.db, callId)
    if (call === null) return refuse('unknown-call')
    const { known, refusal } = await this.happen(scope, call, [event])
    return refusal === null ? { ok: true, known } : refuse(refusal)
  }

  /** Writes one change and its effects. */
  async write(scope: Scope, change: CallChange): Promise<KnownCall> {
    const { db, at } = scope
    const { before, call } = change
    const known = await this.#know(db, call)
    if (before === call && change.effects.length === 0) return known
    if (before === null) await insertCall(db, call, this.#secrets)
    else if (before !== call) await updateCall(db, before, call, this.#secrets)
    await writeEffects(db, change, { now: at, sockets: this.#deps.sockets })
    const missed = call.state === 'ended' && call.missed && before?.state !== 'ended'
    const notice = missed ? await missedNotice(db, call.calleeId) : null
    scope.changes.push({ ...change, known, notice })
    return known
  }

  /** Adds the addresses of a meeting room. They are made anew each time: their tokens are short-lived. */
  async #know(db: Db, call: Call): Promise<KnownCall> {
    const known = await this.directory.know(db, call)
    if (call.kind !== 'room' || call.state !== 'ended' || call.reason !== 'handed-over')
      return known
    const { connectors } = this.#deps
    const { connectorId, calleeId } = call
    const type = connectors.find(connectorId)?.account?.type
    const account = type === undefined ? null : await accountOf(db, calleeId, type)
    const random = this.#secrets.room(call.id)
    const room = (person: Person) =>
      connectors.roomAddress(connectorId, { random, account: account?.value ?? null, person })
    return {
      ...known,
      rooms: { caller: await room(known.caller), callee: await room(known.callee) },
    }
  }

  #publish(change: CommittedChange): void {
    const { before, call, known, effects, notice } = change
    const { bus, log } = this.#deps
    this.#keepOffer(before, call)
    this.live.follow(known)
    // The ring is published first, because it contains the whole state of its call.
    for (const { deviceId } of effects.filter((effect) => effect.type === 'ring'))
      bus.publish(call.calleeId, { type: 'ring', known, deviceId })
    const isNewEnd = before === null && call.state === 'ended'
    if (before?.rev !== call.rev) {
      bus.publish(call.callerId, { type: 'call', known })
      // A call that ended as it began never rang: the callee only gets the missed call.
      if (!isNewEnd) bus.publish(call.calleeId, { type: 'call', known })
    }
    for (const { to } of effects.filter((effect) => effect.type === 'peer-reset'))
      this.#publishReset(call, to)
    if (notice !== null) bus.publish(call.calleeId, { type: 'missed', notice })
    const wasLive = before !== null && before.state !== 'ended'
    if (wasLive !== (call.state !== 'ended')) {
      bus.publish(call.callerId, { type: 'presence' })
      bus.publish(call.calleeId, { type: 'presence' })
    }
    for (const listener of this.#listeners) listener(known)
    if (before?.state !== call.state) {
      const reason = call.state === 'ended' ? { reason: call.reason, endedBy: call.endedBy } : {}
      log.info({ callId: call.id, state: call.state, kind: call.kind, ...reason }, 'call changed')
    }
  }

  #publishReset(call: Call, to: Side): void {
    const leg = legOf(call, to)
    const memberId = to === 'caller' ? call.callerId : call.calleeId
    if (leg === null) return
    const { id: callId, gen } = call
    this.#deps.bus.publish(memberId, { type: 'peer-reset', callId, gen, legId: leg.legId })
  }

  #keepOffer(before: Call | null, call: Call): void {
    if (call.state !== 'answering') {
      this.#offers.delete(call.id)
    } else if (before !== null && isUnanswered(before)) {
      const offer = takenOffer(before, call)
      if (offer !== null) this.#offers.set(call.id, offer)
    } else if (before !== null && before.gen !== call.gen) {
      // A page has joined anew: the caller's side makes a new offer.
      this.#offers.delete(call.id)
    }
  }
}
