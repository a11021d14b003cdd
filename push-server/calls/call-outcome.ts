/** What a request about a call came to. */
import type { Refusal } from '../../protocol/reasons.ts'
import type { KnownCall } from '../bus/call-message.ts'

/** `offer`: the caller's, for the page that answers. */
export type CallOutcome =
  | { readonly ok: true; readonly known: KnownCall; readonly offer?: string | undefined }
  | {
      readonly ok: false
      readonly code: Refusal
      /** The call that stands in the way. */
      readonly callId?: string | undefined
      readonly retryMs?: number | undefined
    }

/** A refusal. */
export function refuse(
  code: Refusal,
  more: { readonly callId?: string; readonly retryMs?: number } = {},
): CallOutcome {
  return { ok: false, code, ...more }
}
