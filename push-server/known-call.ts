/** A call as the rooms of the server hand it to each other, and what became of a request about one. */
import type { Call } from '../protocol/call.ts'
import type { Person } from '../protocol/people.ts'
import type { Refusal, Side } from '../protocol/reasons.ts'

/** A call and its two members. */
export interface KnownCall {
  readonly call: Call
  readonly caller: Person
  readonly callee: Person
  /** The addresses at which each enters the meeting room, once the call has moved there. */
  readonly rooms?: Readonly<Record<Side, string | null>>
}

/** A request about a call that was refused. */
export interface Refused<C extends Refusal = Refusal> {
  readonly ok: false
  readonly code: C
  /** The call that stands in the way. */
  readonly callId?: string | undefined
  readonly retryMs?: number | undefined
}

/** What a request about a call came to. `offer`: the caller's, for the page that answers. */
export type CallOutcome<C extends Refusal = Refusal> =
  | { readonly ok: true; readonly known: KnownCall; readonly offer?: string | undefined }
  | Refused<C>
