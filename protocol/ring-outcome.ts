/**
 * How a ring has ended for a device of the callee's. Used by the server's stop and by the worker that reads
 * its ring. Pure.
 */
import type { CallState } from './call.ts'
import type { RingOutcome } from './push.ts'
import { MISSED, type Reason } from './reasons.ts'

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
  // Without a reason: one that this side is too old to know.
  if (reason === undefined) return 'over'
  if (reason === 'declined') return 'declined'
  // A blocked caller reached nobody, and ends that are always missed do not come here.
  const isAnswered = MISSED[reason] === 'never' || MISSED[reason] === 'before-answer'
  return isAnswered ? 'answered' : 'over'
}
