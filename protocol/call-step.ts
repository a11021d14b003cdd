/**
 * The call's state machine: how one event changes a call. Pure.
 *
 * The server decides every state with `step`; clients and timers only propose. Time and ids arrive in the
 * events, and effects are returned as data. Row numbers are those of docs/protocol.md.
 */
import { MEDIA_MS, PREPARE_MS, baseOf, isUnanswered, legOf, sideOf, sideOfLeg } from './call.ts'
import type {
  Actor,
  AnsweringCall,
  Call,
  CallEffect,
  CallEvent,
  ConnectedCall,
  EndedCall,
  EventOf,
  Leg,
  LiveCall,
  StepResult,
  UnansweredCall,
} from './call.ts'
import { endCall, endOverdue, hangupReason } from './call-end.ts'
import { otherSide } from './reasons.ts'
import type { Refusal, Side } from './reasons.ts'
import { reach, ringing, target, targetFailed } from './ring-targets.ts'
import { changed, end, unchanged, withLeg } from './step-result.ts'

/**
 * Applies one event to one call. An overdue call ends first; then the event is applied to the result. An
 * event that does not fit returns the same object.
 */
export function step(call: Call, event: CallEvent): StepResult {
  const overdue = endOverdue(call, event.at)
  const next = stepOnTime(overdue.call, event)
  return { ...next, effects: [...overdue.effects, ...next.effects] }
}

function stepOnTime(call: Call, event: CallEvent): StepResult {
  if (call.state === 'ended') return unchanged(call, refusalAfterEnd(call, event))
  switch (event.type) {
    case 'tick':
      return unchanged(call)
    case 'answer':
      return answer(call, event)
    case 'join':
      return join(call, event)
    case 'ringing':
      return ringing(call, event)
    case 'decline':
      return decline(call, event)
    case 'hangup':
      return hangup(call, event)
    case 'ready':
      return ready(call, event)
    case 'media':
      return media(call, event)
    case 'bound':
      return bound(call, event.legId)
    case 'silent':
      return silent(call, event)
    case 'left':
      return left(call, event)
    case 'target':
      return target(call, event.target)
    case 'target-failed':
      return targetFailed(call, event.deviceId)
    case 'reach':
      return reach(call, event)
    case 'device-out':
      return deviceOut(call, event)
    case 'member-out':
      return memberOut(call, event)
    default:
      return event satisfies never
  }
}

/** Row 25: the reply is the end, except for strangers and for legs that answered too late. */
function refusalAfterEnd(call: EndedCall, event: CallEvent): Refusal | null {
  if (!('by' in event)) return null
  const side = sideOf(call, event.by.memberId)
  if (side === null) return 'not-a-party'
  if (event.type !== 'answer') return null
  if (side === 'caller') return 'not-a-party'
  const leg = legOf(call, side)
  return leg !== null && leg.legId !== event.legId ? 'answered-elsewhere' : null
}

/** Rows 9, 10, 11. */
function answer(call: LiveCall, event: EventOf<'answer'>): StepResult {
  if (event.by.memberId !== call.calleeId) return unchanged(call, 'not-a-party')
  if (!isUnanswered(call)) {
    const { legId, deviceId } = call.callee
    return legId === event.legId && deviceId === event.by.deviceId
      ? unchanged(call)
      : unchanged(call, 'answered-elsewhere')
  }
  const leg: Leg = {
    legId: event.legId,
    deviceId: event.by.deviceId,
    ready: false,
    leftAt: null,
    silentAt: event.bound ? null : event.at,
  }
  return claim(call, leg, event.at)
}

/** Gives the callee's leg to the first that asks. The call is `answering` then; a room's has ended. */
export function claim(call: UnansweredCall, leg: Leg, at: number): StepResult {
  const stop: CallEffect = { type: 'stop-rings', answered: true }
  const answered = {
    ...baseOf(call),
    state: 'answering',
    phase: 'prepare',
    callee: leg,
    answeredAt: at,
    limitAt: at + PREPARE_MS,
  } satisfies AnsweringCall
  if (call.kind === 'peer') return changed(answered, [stop])
  const over = endCall(answered, 'handed-over', 'callee', at)
  return { call: { ...over.call, phase: null }, refusal: null, effects: [stop, ...over.effects] }
}

/** Row 9a: a page joins with its leg, or with a new leg that replaces its old one. */
function join(call: LiveCall, event: EventOf<'join'>): StepResult {
  const side = sideOf(call, event.by.memberId)
  if (side === null) return unchanged(call, 'not-a-party')
  const leg = legOf(call, side)
  if (leg === null) return unchanged(call, 'answered-elsewhere')
  // Only the leg's own device may join: the other page knows the leg's id, too, from signals.
  const isBack = event.legId === leg.legId || event.prevLegId === leg.legId
  if (!isBack || leg.deviceId !== event.by.deviceId) return unchanged(call, 'answered-elsewhere')
  const present: Leg = {
    ...leg,
    legId: event.legId,
    leftAt: null,
    silentAt: null,
    ready: call.state === 'answering' ? false : leg.ready,
  }
  const joined = { ...withLeg(call, side, present), gen: call.gen + 1 }
  switch (joined.state) {
    case 'placed':
    case 'ringing':
      return changed({ ...joined, offer: event.offer ?? joined.offer })
    case 'answering':
      return changed({ ...joined, phase: 'prepare', limitAt: event.at + PREPARE_MS }, [
        { type: 'peer-reset', to: otherSide(side) },
      ])
    case 'connected':
      return changed(joined, [{ type: 'peer-reset', to: otherSide(side) }])
    default:
      return joined satisfies never
  }
}

/** Rows 13 and 26. */
function decline(call: LiveCall, event: EventOf<'decline'>): StepResult {
  const side = sideOf(call, event.by.memberId)
  if (side === null) return unchanged(call, 'not-a-party')
  if (isUnanswered(call)) {
    return side === 'callee' ? end(call, 'declined', 'callee', event.at) : unchanged(call)
  }
  return unchanged(call, refusalWithoutLeg(call, side, event.by.deviceId))
}

/** Row 26: after the answer, a device without a leg cannot change the call. */
function refusalWithoutLeg(call: LiveCall, side: Side, deviceId: string): Refusal | null {
  return legOf(call, side)?.deviceId === deviceId ? null : 'answered-elsewhere'
}

/** Rows 14, 21, 22 and 26. */
function hangup(call: LiveCall, event: EventOf<'hangup'>): StepResult {
  const side = sideOf(call, event.by.memberId)
  if (side === null) return unchanged(call, 'not-a-party')
  const leg = legOf(call, side)
  if (leg?.legId === event.legId) return end(call, hangupReason(call, side), side, event.at)
  if (isUnanswered(call)) return unchanged(call)
  return unchanged(call, refusalWithoutLeg(call, side, event.by.deviceId))
}

/** Row 18. */
function ready(call: LiveCall, event: EventOf<'ready'>): StepResult {
  return byPresentLeg(call, event, (side, leg) => {
    if (call.state !== 'answering' || call.phase !== 'prepare' || leg.ready) return unchanged(call)
    const now = withLeg(call, side, { ...leg, ready: true })
    if (!now.caller.ready || !now.callee.ready) return changed(now)
    return changed({ ...now, phase: 'media', limitAt: event.at + MEDIA_MS })
  })
}

/** Refuses an event unless it comes from the present leg of a side. */
function byPresentLeg(
  call: LiveCall,
  event: { by: Actor; legId: string },
  apply: (side: Side, leg: Leg) => StepResult,
): StepResult {
  const side = sideOf(call, event.by.memberId)
  if (side === null) return unchanged(call, 'not-a-party')
  const leg = legOf(call, side)
  return leg?.legId === event.legId ? apply(side, leg) : unchanged(call, 'answered-elsewhere')
}

/** Rows 17, 19 and 23. */
function media(call: LiveCall, event: EventOf<'media'>): StepResult {
  return byPresentLeg(call, event, (side) => {
    switch (event.media) {
      case 'refused':
        return isUnanswered(call)
          ? end(call, hangupReason(call, side), side, event.at)
          : end(call, 'interrupted', side, event.at)
      case 'up':
        return call.state === 'answering' ? connect(call, event.at) : unchanged(call)
      case 'lost':
        return call.state === 'connected' ? end(call, 'failed', side, event.at) : unchanged(call)
      default:
        return event.media satisfies never
    }
  })
}

function connect(call: AnsweringCall, at: number): StepResult {
  return changed({
    ...baseOf(call),
    state: 'connected',
    callee: call.callee,
    answeredAt: call.answeredAt,
    connectedAt: at,
  } satisfies ConnectedCall)
}

/** A socket of the leg undoes its silence and its goodbye. */
function bound(call: LiveCall, legId: string): StepResult {
  const side = sideOfLeg(call, legId)
  const leg = side === null ? null : legOf(call, side)
  if (side === null || leg === null) return unchanged(call)
  if (leg.leftAt === null && leg.silentAt === null) return unchanged(call)
  return changed(withLeg(call, side, { ...leg, leftAt: null, silentAt: null }))
}

function silent(call: LiveCall, event: EventOf<'silent'>): StepResult {
  const side = sideOfLeg(call, event.legId)
  const leg = side === null ? null : legOf(call, side)
  if (side === null || leg === null || leg.silentAt !== null) return unchanged(call)
  return changed(withLeg(call, side, { ...leg, silentAt: event.at }))
}

/** A goodbye counts only while its leg is the present one. */
function left(call: LiveCall, event: EventOf<'left'>): StepResult {
  return byPresentLeg(call, event, (side, leg) =>
    leg.leftAt === null
      ? changed(withLeg(call, side, { ...leg, leftAt: event.at }))
      : unchanged(call),
  )
}

/** Row 24: a device was signed out. */
function deviceOut(call: LiveCall, event: EventOf<'device-out'>): StepResult {
  for (const side of ['caller', 'callee'] as const) {
    if (legOf(call, side)?.deviceId === event.deviceId) {
      return end(call, hangupReason(call, side), 'server', event.at)
    }
  }
  const failed = targetFailed(call, event.deviceId)
  const isTarget =
    isUnanswered(call) && call.targets.some(({ deviceId }) => deviceId === event.deviceId)
  if (!isTarget) return failed
  return { ...failed, effects: [{ type: 'void-target', deviceId: event.deviceId }] }
}

/** Row 24: a member was removed. */
function memberOut(call: LiveCall, event: EventOf<'member-out'>): StepResult {
  const side = sideOf(call, event.memberId)
  if (side === null) return unchanged(call)
  if (side === 'callee' && isUnanswered(call)) {
    return end(call, 'unreachable', 'server', event.at)
  }
  return end(call, hangupReason(call, side), 'server', event.at)
}
