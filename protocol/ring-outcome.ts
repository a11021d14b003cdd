/**
 * How a ring is over for a device of the callee's. The server's stop and the worker that asks about
 * its ring both say what this says. Pure.
 */
import type { CallState } from './call.ts'
import type { RingOutcome } from './push.ts'
import type { Reason } from './reasons.ts'

/** What of a call decides it. */
export interface QuietCall {
  /** Any that rings no more. */
  readonly state: Exclude<CallState, 'placed' | 'ringing'>
  /** Of an ended call. */
  readonly reason?: Reason | undefined
  readonly missed?: boolean | undefined
}

/** Told of a device that is not the one which answered. */
export function ringOutcomeOf({ state, reason, missed }: QuietCall): RingOutcome {
  if (state !== 'ended') return 'answered'
  if (missed === true) return 'missed'
  if (reason === 'declined') return 'declined'
  // A blocked caller's alone is not missed, and no device was told of it. Whatever else ends a call
  // that nobody answered makes it a missed one: this one was answered, however it ended.
  return reason === 'unreachable' ? 'over' : 'answered'
}
