/**
 * Decides a placing from the calls that both members are in. Pure. Row numbers are those of
 * docs/protocol.md.
 */
import {
  RING_GRACE_MS,
  SILENT_TAKEOVER_MS,
  hangupReason,
  isUnanswered,
  legOf,
  sideOf,
  unreachableAt,
  type Call,
  type CallEffect,
  type ConnectorKind,
  type EndedCall,
  type Leg,
  type LiveCall,
  type UnansweredCall,
} from './call.ts'
import { endCall, endOverdue } from './call-end.ts'
import { claim, step } from './call-step.ts'
import { howGivenUp } from './given-up.ts'
import type { Changed, PlaceFacts, PlaceRequest, PlaceResult } from './place-model.ts'
import { otherSide, type EndedBy, type Reason, type Refusal, type Side } from './reasons.ts'

/** Decides one `call.place`. */
export function place(request: PlaceRequest, facts: PlaceFacts): PlaceResult {
  // First of all, so that no other call is answered or ended for it.
  if (request.inWindow && facts.kind === 'dial') {
    return refused(request.by.kind === 'desktop' ? 'connector-off' : 'desktop-only')
  }
  if (facts.same !== null) return placeAgain(request, facts.same)
  const { to } = request
  if (request.by.kind !== 'desktop') return refused('desktop-only')
  if (to === request.by.memberId) return refused('self')
  if (to === null) return refused('unknown-member')
  const givenUp = howGivenUp(facts.givenUp, request)
  // Row 1b: the window is gone. If it reloads, it joins and then places the call again.
  if (givenUp === 'left') return refused('unknown-call')
  // Without an offer the callee could not connect.
  if (facts.kind === 'peer' && request.offer === null) return refused('invalid')
  const lives = new Lives(facts, request.at)
  // A dialled call rings nobody and has no window, so other calls do not matter. One that was hung up already
  // neither answers nor ends another one.
  const isAlone = facts.kind === 'dial' || givenUp !== null
  const met = isAlone ? null : meetLives(request, to, lives)
  if (met !== null) return met
  const { ended } = lives
  const refusal = refusalBy(facts)
  if (facts.kind === null || refusal !== null) {
    return { ...refused(refusal ?? 'connector-off'), ended }
  }
  return { ...create(request, to, facts.kind, facts, lives.of('callee')), ended }
}

function refused(refusal: Refusal): PlaceResult {
  return { type: 'refused', refusal, callId: null, ended: [] }
}

/** Why no new call may be placed, or null. */
function refusalBy({ isOff, rateLimited, hasAccount }: PlaceFacts): Refusal | null {
  if (isOff) return 'connector-off'
  if (rateLimited) return 'rate-limited'
  return hasAccount ? null : 'no-account'
}

/** Rows 3, 4a and 4: the live calls of both members. Null: they do not stand in the way. */
function meetLives(request: PlaceRequest, to: string, lives: Lives): PlaceResult | null {
  const theirs = lives.of('callee')
  const callMe = theirs?.callerId === to && theirs.calleeId === request.by.memberId
  if (theirs !== null && isUnanswered(theirs) && callMe) {
    if (!silentFor(theirs.caller, request.at)) return glare(request, theirs, lives.ended)
    lives.end(theirs, 'cancelled', 'server')
  }
  const own = lives.of('caller')
  if (own !== null) giveWay(own, request, to, lives)
  const still = lives.of('caller')
  if (still === null) return null
  const beingCalled = isUnanswered(still) && still.calleeId === request.by.memberId
  return {
    type: 'refused',
    refusal: beingCalled ? 'being-called' : 'in-a-call',
    callId: still.id,
    ended: lives.ended,
  }
}

/** Row 2: the id is known. */
function placeAgain(request: PlaceRequest, same: Call): PlaceResult {
  const side = sideOf(same, request.by.memberId)
  const placer: Side = same.id === request.callId ? 'caller' : 'callee'
  if (side !== placer) return refused('not-a-party')
  const leg = legOf(same, side)
  const isBack = request.prevLegId !== null && leg?.legId === request.prevLegId
  const { at } = request
  const result = step(same, isBack ? { ...request, type: 'join' } : { type: 'tick', at })
  if (result.refusal !== null) return refused(result.refusal)
  const change = { before: same, call: result.call, effects: result.effects }
  return { type: 'joined', change, ended: [] }
}

/** Row 3: both members call each other. The later placing answers the earlier call. */
function glare(
  request: PlaceRequest,
  theirs: UnansweredCall,
  ended: readonly Changed<EndedCall>[],
): PlaceResult {
  const leg = legFor(request)
  const answered = claim({ ...theirs, mergedId: request.callId }, leg, request.at)
  const change = { before: theirs, call: answered.call, effects: answered.effects }
  return { type: 'joined', change, ended }
}

/** Row 4a: ends the placer's own call if its window is gone. */
function giveWay(own: LiveCall, request: PlaceRequest, to: string, lives: Lives): void {
  const side = sideOf(own, request.by.memberId)
  const leg = side === null ? null : legOf(own, side)
  if (side === null || leg === null) return
  if (leg.leftAt !== null) {
    lives.end(own, hangupReason(own, side), side)
  } else if (silentFor(leg, request.at) && sideOf(own, to) === otherSide(side)) {
    lives.end(own, isUnanswered(own) ? 'cancelled' : 'failed', 'server')
  }
}

/** Rows 1d, 1a, 7, 6, 5, 8 and 1, in this order. */
function create(
  request: PlaceRequest,
  to: string,
  kind: ConnectorKind,
  facts: PlaceFacts,
  calleeLive: LiveCall | null,
): { type: 'created'; call: Call; effects: readonly CallEffect[] } {
  // Row 7: a blocked caller sees what the caller of somebody absent sees.
  const hidden = facts.calleeBlocksCaller
  const targets = hidden ? [] : facts.targets
  const placed: UnansweredCall = {
    id: request.callId,
    mergedId: null,
    callerId: request.by.memberId,
    calleeId: to,
    connectorId: request.connectorId,
    kind,
    rev: 1,
    gen: 1,
    createdAt: request.at,
    caller: legFor(request),
    hidden,
    state: 'placed',
    offer: kind === 'peer' ? request.offer : null,
    targets,
    limitAt: request.at + facts.ringMs + RING_GRACE_MS,
    unreachableAt: unreachableAt(targets, facts.reach, request.at),
  }
  const over = (
    reason: Reason,
    history: 'both' | 'caller' = 'both',
    endedBy: EndedBy = 'server',
  ) => {
    const { call } = endCall(placed, reason, endedBy, request.at)
    const isTold = history === 'both' && !hidden
    return {
      type: 'created',
      call: { ...call, rev: placed.rev, missed: call.missed && isTold },
      effects: [{ type: 'ended', history: isTold ? 'both' : 'caller' }],
    } as const
  }
  // Another program makes the call. It rings nobody and is allowed during a live call.
  if (kind === 'dial') return over('handed-over', 'caller', 'caller')
  const isHungUp = howGivenUp(facts.givenUp, request) === 'hung-up'
  if (isHungUp) return over('cancelled', 'caller', 'caller')
  if (!hidden && facts.calleeDoesNotDisturb) return over('do-not-disturb')
  if (!hidden && calleeLive !== null) return over('busy')
  if (placed.unreachableAt !== null && placed.unreachableAt <= request.at)
    return over('unreachable')
  const effects = targets.map(({ deviceId }) => ({ type: 'ring', deviceId }) as const)
  return { type: 'created', call: placed, effects }
}

/** The live calls of both members during one placing. Collects those that end. */
class Lives {
  readonly ended: Changed<EndedCall>[] = []
  readonly #live: Record<Side, LiveCall | null>
  readonly #at: number

  constructor(facts: PlaceFacts, at: number) {
    this.#live = { caller: facts.callerLive, callee: facts.calleeLive }
    this.#at = at
    for (const side of ['caller', 'callee'] as const) {
      const call = this.#live[side]
      if (call === null) continue
      const overdue = endOverdue(call, at)
      if (overdue.call.state === 'ended') this.#gone(call, overdue.call, overdue.effects)
    }
  }

  /** The live call, on either side, of the member who is on this side of the new call. */
  of(side: Side): LiveCall | null {
    return this.#live[side]
  }

  end(call: LiveCall, reason: Reason, endedBy: Side | 'server'): void {
    const over = endCall(call, reason, endedBy, this.#at)
    this.#gone(call, over.call, over.effects)
  }

  #gone(before: LiveCall, call: EndedCall, effects: readonly CallEffect[]): void {
    this.ended.push({ before, call, effects })
    for (const side of ['caller', 'callee'] as const) {
      if (this.#live[side]?.id === call.id) this.#live[side] = null
    }
  }
}

function silentFor(leg: Leg, at: number): boolean {
  return leg.silentAt !== null && at - leg.silentAt >= SILENT_TAKEOVER_MS
}

function legFor(request: PlaceRequest): Leg {
  return {
    legId: request.legId,
    deviceId: request.by.deviceId,
    ready: false,
    leftAt: null,
    silentAt: null,
  }
}
