/** What is said on the bus. */
import type { Changed, MissedNotice } from '../../protocol/signals.ts'
import type { KnownCall } from '../known-call.ts'

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
  /** What pages may show has changed: they are told to read it again. */
  | Changed
