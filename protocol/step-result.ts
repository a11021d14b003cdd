/** Makes the results of the state machine. */
import type { Call, CallEffect, Leg, LiveCall, StepResult } from './call.ts'
import { endCall } from './call-end.ts'
import type { EndedBy, Reason, Side, StepRefusal } from './reasons.ts'

/** The same object, perhaps with a refusal. */
export const unchanged = (call: Call, refusal: StepRefusal | null = null): StepResult => ({
  call,
  refusal,
  effects: [],
})

/** A changed live call, with the next `rev`. */
export function changed<C extends LiveCall>(
  call: C,
  effects: readonly CallEffect[] = [],
): StepResult {
  return { call: { ...call, rev: call.rev + 1 }, refusal: null, effects }
}

/** The call ends now. */
export function end(call: LiveCall, reason: Reason, endedBy: EndedBy, at: number): StepResult {
  return { ...endCall(call, reason, endedBy, at), refusal: null }
}

/** The call with this leg for this side. */
export function withLeg<C extends LiveCall>(call: C, side: Side, leg: Leg): C {
  return { ...call, [side]: leg }
}
