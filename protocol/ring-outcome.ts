/**
 * How a ring has ended for a device of the callee's. Used by the server's stop and by the worker that reads
 * its ring. Pure.
 */
import type { CallState } from './call.ts'
import type { RingOutcome } from './push.ts'
import type { Reason } from './reasons.ts'

/** What decides it: a call that no longer rings. */
export interface QuietCall {
  readonly state: Exclude<CallState, 'placed' | 'ringing'>
  /** Of an ended call. */
  readonly reason?: Reason | undefined
  readonly missed?: boolean | undefined
}

/** The outcome for a device that is not the one which answered. */
export function ringOutcomeOf({ state, reason, missed }: QuietCall): RingOutcome {
  if (state !== 'ended') return 'answered'
  if (missed === true) return 'missed'
  if (reason === 'declined') return 'declined'
  // Unreachable and not missed: a blocked caller, whose call no device was told of. Every other unanswered
  // call is missed, so this one was answered.
  return reason === 'unreachable' ? 'over' : 'answered'
}
