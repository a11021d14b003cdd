/**
 * One change of calls after another: read, decided and written in one transaction, told after its
 * commit. Changes are told in the order of their commits.
 */
import type { Kysely } from 'kysely'
import { isUnanswered, legOf } from '../../protocol/call.ts'
import type { Call, CallEffect, CallEvent } from '../../protocol/call.ts'
import { step } from '../../protocol/call-step.ts'
import type { Person } from '../../protocol/people.ts'
import type { Refusal, Side } from '../../protocol/reasons.ts'
import type { MissedNotice } from '../../protocol/signals.ts'
import type { KnownCall } from '../bus/call-message.ts'
import type { Tables } from '../store/tables.ts'
import { writeEffects } from './call-effects.ts'
import type { CallChange } from './call-effects.ts'
import { refuse } from './call-outcome.ts'
import type { CallOutcome } from './call-outcome.ts'
import { loadCall } from './call-rows.ts'
import type { CallSecrets } from './call-secrets.ts'
import { RevConflict, insertCall, updateCall } from './call-writes.ts'
import { firstAccount } from './callee-accounts.ts'
import { Directory } from './directory.ts'
import { LiveCalls } from './live-calls.ts'
import { missedNotice } from './missed.ts'
import type { CallDeps } from './call-deps.ts'
import { HELD_BACK_MS } from './ring-outbox.ts'

/** A row that another writer changed is read and decided anew at most this often. */
const MAX_TRIES = 5

/** One transaction in which calls change. */
export interface Scope {
  readonly db: Kysely<Tables>
  /** The server's clock when it began. */
  readonly at: number
  readonly changes: ToldChange[]
}

interface ToldChange extends CallChange {
  readonly known: KnownCall
  /** For the callee, when the call counts as missed. */
  readonly notice: MissedNotice | null
}

/** Told about every change of a call's record, after its commit. */
export type ChangeListener = (known: KnownCall) => void

/** Runs every change of a call, and follows it in memory after its commit. */
export class CallTransactions {
  readonly live = new LiveCalls()
  readonly directory = new Directory()
  readonly #deps: CallDeps
  readonly #secrets: CallSecrets
  readonly #listeners: ChangeListener[] = []
  /** First offers of answered calls, until they connect: a lost reply is told again with its offer. */
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

  /** Runs `work` in a (shared) transaction; what it changed is told before the promise settles. */
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
    const changes: ToldChange[] = []
    const result = await this.#deps.store.write(async (db) => {
      changes.length = 0
      return work({ db, at: this.#deps.clock.now(), changes })
    })
    for (const change of changes) this.#tell(change)
    return result
  }

  /**
   * Lets events happen to a call, one after the other, and writes what comes of them. The refusal
   * is the first event's: the others only follow from it.
   */
  async happen(
    scope: Scope,
    call: Call,
    events: readonly CallEvent[],
  ): Promise<{ known: KnownCall; refusal: Refusal | null }> {
    let now = call
    let refusal: Refusal | null = null
    const effects: CallEffect[] = []
    for (const [index, event] of events.entries()) {
      const result = step(now, event)
      now = result.call
      effects.push(...result.effects)
      if (index === 0) refusal = result.refusal
    }
    return { known: await this.write(scope, { before: call, call: now, effects }), refusal }
  }

  /** Lets one event happen to the call that this id means. */
  async happenTo(scope: Scope, callId: string, event: CallEvent): Promise<CallOutcome> {
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
    await writeEffects(db, change, {
      now: at,
      heldBackMs: (deviceId) => (this.#deps.sockets.canSound(deviceId) ? HELD_BACK_MS : 0),
    })
    const missed = call.state === 'ended' && call.missed && before?.state !== 'ended'
    const notice = missed ? await missedNotice(db, call.calleeId) : null
    scope.changes.push({ ...change, known, notice })
    return known
  }

  /** With the rooms' addresses where there is one: made anew each time, since their tokens are short-lived. */
  async #know(db: Kysely<Tables>, call: Call): Promise<KnownCall> {
    const known = await this.directory.know(db, call)
    if (call.kind !== 'room' || call.state !== 'ended' || call.reason !== 'handed-over')
      return known
    const { connectors } = this.#deps
    const { connectorId, calleeId } = call
    const type = connectors.find(connectorId)?.account?.type
    const account = type === undefined ? null : await firstAccount(db, calleeId, type)
    const random = this.#secrets.room(call.id)
    const room = (person: Person) =>
      connectors.roomAddress(connectorId, { random, account: account?.value ?? null, person })
    return {
      ...known,
      rooms: { caller: await room(known.caller), callee: await room(known.callee) },
    }
  }

  #tell(change: ToldChange): void {
    const { before, call, known, effects, notice } = change
    const { bus, log } = this.#deps
    this.#keepOffer(before, call)
    this.live.follow(known)
    // Whoever is rung hears it first: a ring says all that there is to know of its call.
    for (const { deviceId } of effects.filter((effect) => effect.type === 'ring'))
      bus.publish(call.calleeId, { type: 'ring', known, deviceId })
    const isNewEnd = before === null && call.state === 'ended'
    if (before?.rev !== call.rev) {
      bus.publish(call.callerId, { type: 'call', known })
      // A call that ended as it began never was the callee's: a missed call is all there is of it.
      if (!isNewEnd) bus.publish(call.calleeId, { type: 'call', known })
    }
    for (const { to } of effects.filter((effect) => effect.type === 'peer-reset'))
      this.#tellReset(call, to)
    if (notice !== null) bus.publish(call.calleeId, { type: 'missed', notice })
    const wasLive = before !== null && before.state !== 'ended'
    if (wasLive !== (call.state !== 'ended')) {
      bus.publish(call.callerId, { type: 'presence' })
      bus.publish(call.calleeId, { type: 'presence' })
    }
    for (const listener of this.#listeners) listener(known)
    if (before?.state !== call.state) {
      const reason = call.state === 'ended' ? { reason: call.reason, endedBy: call.endedBy } : {}
      log.info({ callId: call.id, state: call.state, kind: call.kind, ...reason }, 'call')
    }
  }

  #tellReset(call: Call, to: Side): void {
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
      if (before.offer !== null) this.#offers.set(call.id, before.offer)
    } else if (before !== null && before.gen !== call.gen) {
      // A page is new: the other one makes a new offer.
      this.#offers.delete(call.id)
    }
  }
}
