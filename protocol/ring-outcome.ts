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

/**
 * The outcome of a call that ended and is not missed. `over` says nothing: a blocked caller reached nobody,
 * and ends that are always missed do not come here.
 */
const NOT_MISSED: Record<Reason, 'answered' | 'declined' | 'over'> = {
  completed: 'answered',
  declined: 'declined',
  cancelled: 'answered',
  timeout: 'over',
  busy: 'over',
  unreachable: 'over',
  'do-not-disturb': 'over',
  failed: 'answered',
  interrupted: 'answered',
  'handed-over': 'answered',
}

/** The outcome for a device that is not the one which answered. */
export function ringOutcomeOf({ state, reason, missed }: QuietCall): RingOutcome {
  if (state !== 'ended') return 'answered'
  if (missed === true) return 'missed'
  // Without a reason: one that this side is too old to know.
  return reason === undefined ? 'over' : NOT_MISSED[reason]
}
