/** The types of placing: what it is decided by, and its result. */
import type {
  Actor,
  Call,
  CallEffect,
  ConnectorKind,
  EndedCall,
  LiveCall,
  Reach,
  RingTarget,
} from './call.ts'
import type { GivenUp } from './given-up.ts'
import type { DeviceKind } from './people.ts'
import type { Refusal } from './reasons.ts'

/** A placing. `at` is the server's clock in milliseconds. */
export interface PlaceRequest {
  readonly at: number
  readonly by: Actor & { readonly kind: DeviceKind }
  readonly callId: string
  /** The callee's member id; null: nobody has that handle. */
  readonly to: string | null
  readonly connectorId: string
  readonly legId: string
  readonly prevLegId: string | null
  readonly offer: string | null
  /** The request comes from a call window, which cannot carry a call that another program makes. */
  readonly inWindow: boolean
}

/** What the server knows when it decides. */
export interface PlaceFacts {
  /** The call that has this id or merged id already. */
  readonly same: Call | null
  /** What the placer said about this call before it was placed. */
  readonly givenUp: readonly GivenUp[]
  readonly callerLive: LiveCall | null
  readonly calleeLive: LiveCall | null
  /** How the connector carries a call; null: there is no such connector. */
  readonly kind: ConnectorKind | null
  /** It is switched off. */
  readonly isOff: boolean
  /** The callee has the IM account that the connector needs, if it needs one. */
  readonly hasAccount: boolean
  readonly rateLimited: boolean
  readonly calleeBlocksCaller: boolean
  readonly calleeDoesNotDisturb: boolean
  readonly targets: readonly RingTarget[]
  /** To a blocked caller, the callee has never had a socket. */
  readonly reach: Reach
  /** How long devices ring, in ms. */
  readonly ringMs: number
}

/** A call that placing another one ended or answered, with what the server has to do. */
export interface Changed<C extends Call = Call> {
  readonly before: Call
  readonly call: C
  readonly effects: readonly CallEffect[]
}

export type PlaceResult = {
  /** Calls that the placing ended: overdue ones, and those of the placer whose window is gone. */
  readonly ended: readonly Changed<EndedCall>[]
} & (
  | { readonly type: 'refused'; readonly refusal: Refusal; readonly callId: string | null }
  /** A new call, which may have ended at once. */
  | { readonly type: 'created'; readonly call: Call; readonly effects: readonly CallEffect[] }
  /** The placing means an existing call: a repetition (row 2) or a glare (row 3). */
  | { readonly type: 'joined'; readonly change: Changed }
)
