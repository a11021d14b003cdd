import type { Call } from '../../protocol/call.ts'
import type { Person } from '../../protocol/people.ts'
import type { Refusal, Side } from '../../protocol/reasons.ts'
import type { MissedNotice } from '../../protocol/signals.ts'

/** A call and its two members. */
export interface KnownCall {
  readonly call: Call
  readonly caller: Person
  readonly callee: Person
  /** The addresses at which each enters the meeting room, once the call has moved there. */
  readonly rooms?: Readonly<Record<Side, string | null>>
}

/** What a request about a call came to. `offer`: the caller's, for the page that answers. */
export type CallOutcome =
  | { readonly ok: true; readonly known: KnownCall; readonly offer?: string | undefined }
  | {
      readonly ok: false
      readonly code: Refusal
      /** The call that stands in the way. */
      readonly callId?: string | undefined
      readonly retryMs?: number | undefined
    }

/** A message for the sockets of a member: plain data, so that it could be sent to another process. */
export type BusMessage =
  /** The call has changed: all pages of the member get its current state. */
  | { readonly type: 'call'; readonly known: KnownCall }
  /** This device should ring. */
  | { readonly type: 'ring'; readonly known: KnownCall; readonly deviceId: string }
  /** The page with this leg has a new peer: the next `gen` begins. */
  | {
      readonly type: 'peer-reset'
      readonly callId: string
      readonly gen: number
      readonly legId: string
    }
  /** The member's missed calls have changed. */
  | { readonly type: 'missed'; readonly notice: MissedNotice }
  /** Something that the member's presence depends on may have changed. */
  | { readonly type: 'presence' }
