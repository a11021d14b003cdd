/** Reads what the server's answer about a ring means for this device. Pure. */
import * as v from 'valibot'
import type { RingWord } from '../../protocol/push-order.ts'
import { REASONS } from '../../protocol/reasons.ts'
import { ringOutcomeOf } from '../../protocol/ring-outcome.ts'
import type { CallView } from '../../protocol/signals.ts'

/** The part of a call that a ring needs; all else may change with a newer server, which may know more reasons. */
export const seenCall = v.object({
  rev: v.number(),
  state: v.picklist(['placed', 'ringing', 'answering', 'connected', 'ended']),
  reason: v.fallback(v.optional(v.picklist(REASONS)), undefined),
  missed: v.optional(v.boolean()),
  here: v.boolean(),
  ageMs: v.number(),
  ringLeftMs: v.optional(v.number()),
}) satisfies v.GenericSchema<unknown, Partial<CallView>>
export type SeenCall = v.InferOutput<typeof seenCall>

/** The server's answer about a ring. */
export type RingAnswer =
  | { readonly is: 'call'; readonly call: SeenCall }
  /** The server knows no such ring, or the token is not valid for it any more. */
  | { readonly is: 'unknown' }
  | { readonly is: 'away' }

/** What the answer means for the ring on this device. */
export function wordOf(answer: RingAnswer): RingWord {
  if (answer.is !== 'call') return answer
  const { state, reason, missed, here, ringLeftMs } = answer.call
  if (state === 'placed' || state === 'ringing') return { is: 'ringing', leftMs: ringLeftMs ?? 0 }
  const outcome = ringOutcomeOf({ state, reason, missed })
  // Answered here: the call's window shows it, so no notification has to.
  return { is: 'ended', outcome: here && outcome === 'answered' ? 'over' : outcome }
}
