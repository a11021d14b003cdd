/**
 * The call's state machine: how one event changes a call. Pure.
 *
 * The server decides every state with `step`; clients and timers only propose. Time and ids arrive in the
 * events, and effects are returned as data. Row numbers are those of docs/protocol.md.
 */
import {
  MEDIA_MS,
  PREPARE_MS,
  baseOf,
  hangupReason,
  isUnanswered,
  legOf,
  sideOf,
  sideOfLeg,
} from './call.ts'
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
import { endCall, endOverdue } from './call-end.ts'
import { otherSide, type StepRefusal, type Side } from './reasons.ts'
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
  if ('by' in event) return stepByMember(call, event)
  switch (event.type) {
    case 'tick':
      return unchanged(call)
    case 'ringing':
      return ringing(call, event)
    // A socket of the leg undoes its silence and its goodbye.
    case 'bound':
      return changeLeg(call, event.legId, (leg) =>
        leg.leftAt === null && leg.silentAt === null
          ? leg
          : { ...leg, leftAt: null, silentAt: null },
      )
    case 'silent':
      return changeLeg(call, event.legId, (leg) =>
        leg.silentAt === null ? { ...leg, silentAt: event.at } : leg,
      )
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

/** What a page of a member asks or reports. Strangers and legs that are not the device's own are refused. */
function stepByMember(call: LiveCall, event: Extract<CallEvent, { by: Actor }>): StepResult {
  const side = sideOf(call, event.by.memberId)
  if (side === null) return unchanged(call, 'not-a-party')
  const leg = legOf(call, side)
  // Another device may know the leg's id, too.
  const isOwn = leg?.deviceId === event.by.deviceId
  switch (event.type) {
    case 'answer':
      return side === 'callee' ? answer(call, event) : unchanged(call, 'not-a-party')
    case 'join':
      return join(call, side, leg, event)
    case 'decline':
      return decline(call, side, event)
    case 'hangup':
      return hangup(call, side, leg, event)
    case 'ready':
    case 'media':
    case 'left':
      if (leg?.legId !== event.legId || !isOwn) return unchanged(call, 'answered-elsewhere')
      if (event.type === 'ready') return ready(call, side, leg, event.at)
      if (event.type === 'media') return media(call, side, event)
      return changeLeg(call, leg.legId, () =>
        leg.leftAt === null ? { ...leg, leftAt: event.at } : leg,
      )
    default:
      return event satisfies never
  }
}

/** Row 25: the reply is the end, except for strangers and for legs that answered too late. */
function refusalAfterEnd(call: EndedCall, event: CallEvent): StepRefusal | null {
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
function join(call: LiveCall, side: Side, leg: Leg | null, event: EventOf<'join'>): StepResult {
  if (leg === null) return unchanged(call, 'answered-elsewhere')
  // Another device may know the leg's id, too.
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
function decline(call: LiveCall, side: Side, event: EventOf<'decline'>): StepResult {
  if (isUnanswered(call)) {
    return side === 'callee' ? end(call, 'declined', 'callee', event.at) : unchanged(call)
  }
  return unchanged(call, refusalWithoutLeg(call, side, event.by.deviceId))
}

/** Row 26: after the answer, a device without a leg cannot change the call. */
function refusalWithoutLeg(call: LiveCall, side: Side, deviceId: string): StepRefusal | null {
  return legOf(call, side)?.deviceId === deviceId ? null : 'answered-elsewhere'
}

/** Rows 14, 21, 22 and 26. */
function hangup(
  call: LiveCall,
  side: Side,
  leg: Leg | null,
  { by, legId, at }: EventOf<'hangup'>,
): StepResult {
  if (leg?.legId === legId) {
    return leg.deviceId === by.deviceId
      ? end(call, hangupReason(call, side), side, at)
      : unchanged(call, 'answered-elsewhere')
  }
  if (isUnanswered(call)) return unchanged(call)
  return unchanged(call, refusalWithoutLeg(call, side, by.deviceId))
}

/** Row 18. */
function ready(call: LiveCall, side: Side, leg: Leg, at: number): StepResult {
  if (call.state !== 'answering' || call.phase !== 'prepare' || leg.ready) return unchanged(call)
  const now = withLeg(call, side, { ...leg, ready: true })
  if (!now.caller.ready || !now.callee.ready) return changed(now)
  return changed({ ...now, phase: 'media', limitAt: at + MEDIA_MS })
}

/** Rows 17, 19 and 23. */
function media(call: LiveCall, side: Side, { media, at }: EventOf<'media'>): StepResult {
  switch (media) {
    case 'refused':
      return end(call, isUnanswered(call) ? hangupReason(call, side) : 'interrupted', side, at)
    case 'up':
      return call.state === 'answering' ? connect(call, at) : unchanged(call)
    case 'lost':
      return call.state === 'connected' ? end(call, 'failed', side, at) : unchanged(call)
    default:
      return media satisfies never
  }
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

/** Changes the present leg with this id; the same leg: nothing changes. */
function changeLeg(call: LiveCall, legId: string, change: (leg: Leg) => Leg): StepResult {
  const side = sideOfLeg(call, legId)
  const leg = side === null ? null : legOf(call, side)
  if (side === null || leg === null) return unchanged(call)
  const next = change(leg)
  return next === leg ? unchanged(call) : changed(withLeg(call, side, next))
}

/** Row 24: a device was signed out. */
function deviceOut(call: LiveCall, event: EventOf<'device-out'>): StepResult {
  for (const side of ['caller', 'callee'] as const) {
    if (legOf(call, side)?.deviceId === event.deviceId) {
      return end(call, hangupReason(call, side), 'server', event.at)
    }
  }
  const { deviceId } = event
  const isTarget = isUnanswered(call) && call.targets.some((each) => each.deviceId === deviceId)
  const effects: CallEffect[] = isTarget ? [{ type: 'void-target', deviceId }] : []
  return { ...targetFailed(call, deviceId), effects }
}

/** Row 24: a member was removed. */
function memberOut(call: LiveCall, event: EventOf<'member-out'>): StepResult {
  const side = sideOf(call, event.memberId)
  if (side === null) return unchanged(call)
  const isRung = side === 'callee' && isUnanswered(call)
  return end(call, isRung ? 'unreachable' : hangupReason(call, side), 'server', event.at)
}
