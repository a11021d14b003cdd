import type { Call } from '../../protocol/call.ts'
import type { Person } from '../../protocol/people.ts'
import type { Side } from '../../protocol/reasons.ts'
import type { MissedNotice } from '../../protocol/signals.ts'

/** A call with how its two people are shown. */
export interface KnownCall {
  readonly call: Call
  readonly caller: Person
  readonly callee: Person
  /** Where each goes in, once the call was handed over to a meeting room. */
  readonly rooms?: Readonly<Record<Side, string | null>>
}

/** What a member's sockets are to be told. Plain data, so that it could cross to another node. */
export type BusMessage =
  /** The call has changed: every page of the member's is told its present state. */
  | { readonly type: 'call'; readonly known: KnownCall }
  /** This device is to ring. */
  | { readonly type: 'ring'; readonly known: KnownCall; readonly deviceId: string }
  /** The page with this leg has a new partner: the next `gen` begins. */
  | {
      readonly type: 'peer-reset'
      readonly callId: string
      readonly gen: number
      readonly legId: string
    }
  /** The member's missed calls have changed. */
  | { readonly type: 'missed'; readonly notice: MissedNotice }
  /** Whatever the member's presence is made of may have changed. */
  | { readonly type: 'presence' }
