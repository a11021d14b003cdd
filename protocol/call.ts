/**
 * What a call is: its states, legs and ring targets, the events that change it, and the effects of a change.
 * `call-step.ts` applies events, `call-end.ts` ends calls, `place.ts` places them.
 */
import type { EndedBy, Reason, Side, StepRefusal } from './reasons.ts'

/** How a connector carries the call: peer to peer, in a meeting room, or by another program. */
export type ConnectorKind = 'peer' | 'room' | 'dial'

/** The server waits this much longer than devices ring, so that a last-moment Answer counts. */
export const RING_GRACE_MS = 3_000
/** From the answer until both windows have their media, or continue without. */
export const PREPARE_MS = 60_000
/** From both windows being ready until media must flow. */
export const MEDIA_MS = 20_000
/** A leg whose window said goodbye ends its call unless the window reconnects within this time. */
export const LEFT_MS = 5_000
/** Before the answer, a caller's leg without a socket ends its call after this time. */
export const SILENT_BEFORE_ANSWER_MS = 15_000
/** After the answer, a leg without a socket ends its call after this time. */
export const SILENT_AFTER_ANSWER_MS = 30_000
/** The partner of a leg that is silent for this long may replace the call by a new one. */
export const SILENT_TAKEOVER_MS = 5_000
/** A callee without a working ring target and without a socket for this long is unreachable. */
export const UNREACHABLE_MS = 5_000
/** After the server starts, callees have this long to reconnect before they are unreachable. */
export const UNREACHABLE_AFTER_START_MS = 15_000

/** One call window's part in a call. Times are server milliseconds. */
export interface Leg {
  readonly legId: string
  readonly deviceId: string
  /** Its window has its media, or continues without. */
  readonly ready: boolean
  /** When its window said goodbye; null while it has not. */
  readonly leftAt: number | null
  /** Since when no open socket is bound to it; null while one is. */
  readonly silentAt: number | null
}

/**
 * `wanted`: had no open socket when the call was placed; `socket`: had one (neither decides anything, and both
 * are rung); `rang`: has reported ringing;
 * `failed`: can no longer be rung by push; `stopped`: its ring is over.
 */
export type TargetState = 'wanted' | 'socket' | 'rang' | 'failed' | 'stopped'

/** One of the callee's devices that is to ring. */
export interface RingTarget {
  readonly deviceId: string
  readonly state: TargetState
  /** It has a push subscription, so that it can ring without an open socket. */
  readonly push: boolean
}

/** What a call has in every state. Ids are opaque; times are server milliseconds. */
export interface CallBase {
  readonly id: string
  /** The id of the call that met this one in a glare; it means this call from then on. */
  readonly mergedId: string | null
  readonly callerId: string
  readonly calleeId: string
  readonly connectorId: string
  readonly kind: ConnectorKind
  /** Counts the changes of this record: the larger is the newer. */
  readonly rev: number
  /** Counts the connections: +1 at every join, so that old signals can be told from new ones. */
  readonly gen: number
  readonly createdAt: number
  readonly caller: Leg
  /** The callee blocks the caller, and never learns of the call (row 7). */
  readonly hidden: boolean
}

/** Rings, or is about to: `ringing` once a device of the callee's has reported that it rings. */
export interface UnansweredCall extends CallBase {
  readonly state: 'placed' | 'ringing'
  /** The caller's SDP offer, kept until the answer or the end (it holds addresses); null for `room`. */
  readonly offer: string | null
  readonly targets: readonly RingTarget[]
  /** The server's ring deadline. */
  readonly limitAt: number
  /** When the callee counts as unreachable, unless a device of theirs comes back; null: reachable. */
  readonly unreachableAt: number | null
}
/** Claimed by one leg of the callee; media is being prepared, then connected. */
export interface AnsweringCall extends CallBase {
  readonly state: 'answering'
  readonly phase: Phase
  readonly callee: Leg
  readonly answeredAt: number
  readonly limitAt: number
}
/** Media flows, or did: a lost connection is repaired or ends the call. */
export interface ConnectedCall extends CallBase {
  readonly state: 'connected'
  readonly callee: Leg
  readonly answeredAt: number
  readonly connectedAt: number
}
/** Nothing changes it any more. */
export interface EndedCall extends CallBase {
  readonly state: 'ended'
  readonly reason: Reason
  readonly endedBy: EndedBy
  /** Counts as missed for the callee. */
  readonly missed: boolean
  readonly callee: Leg | null
  /** The phase in which an unconnected call failed, for the details. */
  readonly phase: Phase | null
  readonly answeredAt: number | null
  readonly connectedAt: number | null
  readonly endedAt: number
}

/** `prepare`: both windows get their media; `media`: their connection is being made. */
export type Phase = 'prepare' | 'media'
/** A call that keeps its members busy. */
export type LiveCall = UnansweredCall | AnsweringCall | ConnectedCall
export type Call = LiveCall | EndedCall
export type CallState = Call['state']

/** Who acts: a device and its member, as the session says. */
export interface Actor {
  readonly memberId: string
  readonly deviceId: string
}

/** An event of a call, whose time is not set yet. */
export type UntimedEvent =
  | { readonly type: 'tick' }
  /** `bound`: the claim came over the call window's own socket. Otherwise the leg is silent from now on. */
  | { readonly type: 'answer'; readonly by: Actor; readonly legId: string; readonly bound: boolean }
  | {
      readonly type: 'join'
      readonly by: Actor
      readonly legId: string
      readonly prevLegId: string | null
      readonly offer: string | null
    }
  | { readonly type: 'ringing'; readonly deviceId: string }
  | { readonly type: 'decline'; readonly by: Actor }
  | { readonly type: 'hangup'; readonly by: Actor; readonly legId: string }
  | { readonly type: 'ready'; readonly by: Actor; readonly legId: string }
  | {
      readonly type: 'media'
      readonly by: Actor
      readonly legId: string
      readonly media: 'up' | 'lost' | 'refused'
    }
  /** A socket was bound to the leg. */
  | { readonly type: 'bound'; readonly legId: string }
  /** The last socket bound to the leg has closed. */
  | { readonly type: 'silent'; readonly legId: string }
  /** The leg's window said goodbye (a beacon at pagehide). */
  | { readonly type: 'left'; readonly by: Actor; readonly legId: string }
  /** A device of the callee's becomes a ring target during the ring, or becomes one again. */
  | { readonly type: 'target'; readonly target: RingTarget }
  /** A ring target can no longer be rung by push. Send a `reach` after it: row 8 needs both. */
  | { readonly type: 'target-failed'; readonly deviceId: string }
  /** Whether a desktop of the callee's with "ring here" on has an open socket has changed. */
  | { readonly type: 'reach'; readonly reach: Reach }
  /** A device was signed out. Send a `reach` after it. */
  | { readonly type: 'device-out'; readonly deviceId: string }
  | { readonly type: 'member-out'; readonly memberId: string }

/** An event of a call. `at` is the server's clock in milliseconds. */
export type CallEvent = UntimedEvent & { readonly at: number }

/** The events of these types. */
export type EventOf<T extends CallEvent['type']> = Extract<CallEvent, { type: T }>

/**
 * Whether a desktop of the callee's with "ring here" on has an open socket. `closed`: the last one closed at
 * `since`. `never`: there was none since the server started, and that was long enough ago.
 */
export type Reach =
  | { readonly sockets: 'open' }
  | { readonly sockets: 'closed'; readonly since: number; readonly graceMs: number }
  | { readonly sockets: 'never' }

/** What the server has to do after a change, besides writing the call. */
export type CallEffect =
  /** Ring this device: it became a target, or has to ring again. */
  | { readonly type: 'ring'; readonly deviceId: string }
  /** Stop all rings. `answered`: except on the device that answered. */
  | { readonly type: 'stop-rings'; readonly answered: boolean }
  /** Void this device's tokens. */
  | { readonly type: 'void-target'; readonly deviceId: string }
  /** Tell this side's page that the other page is new: the next `gen` begins. */
  | { readonly type: 'peer-reset'; readonly to: Side }
  /**
   * The call is over: free both members, write history, erase addresses. `caller`: the callee must not learn
   * of it (a blocked caller, a dialled call).
   */
  | { readonly type: 'ended'; readonly history: 'both' | 'caller' }

/** The result of one event. `call` is the same object if nothing changed. */
export interface StepResult {
  readonly call: Call
  readonly refusal: StepRefusal | null
  readonly effects: readonly CallEffect[]
}

/** Which side of the call the member is on, or null for a stranger, such as the callee of a hidden call. */
export function sideOf(call: Call, memberId: string): Side | null {
  if (call.callerId === memberId) return 'caller'
  if (call.calleeId === memberId && !call.hidden) return 'callee'
  return null
}

/** The present leg of a side; the callee has none before the answer. */
export function legOf(call: Call, side: Side): Leg | null {
  if (side === 'caller') return call.caller
  return isUnanswered(call) ? null : call.callee
}

/** The side whose present leg this is, or null. */
export function sideOfLeg(call: Call, legId: string): Side | null {
  if (call.caller.legId === legId) return 'caller'
  return legOf(call, 'callee')?.legId === legId ? 'callee' : null
}

/** Whether nobody has answered yet. */
export function isUnanswered(call: Call): call is UnansweredCall {
  return call.state === 'placed' || call.state === 'ringing'
}

/** The reason of a side's hang-up in the call's present state (rows 14, 21, 22); null: it is not known. */
export function hangupReason(call: { readonly state: string } | null, side: Side): Reason {
  if (call?.state === 'connected') return 'completed'
  return side === 'caller' ? 'cancelled' : 'declined'
}

/** When devices stop ringing, in server milliseconds. */
export function ringEndsAt(call: UnansweredCall): number {
  return call.limitAt - RING_GRACE_MS
}

/** The caller's offer, if this change answered the call: the callee's page needs it, and the record loses it. */
export function takenOffer(before: Call, call: Call): string | null {
  return isUnanswered(before) && call.state === 'answering' ? before.offer : null
}

/** Whether this target may ring: it has not failed, and its ring is not over. */
function mayRing({ state }: RingTarget): boolean {
  return state !== 'failed' && state !== 'stopped'
}

/** Whether the call rings on this device of the callee's. */
export function ringsOn(call: Call, device: Actor): call is UnansweredCall {
  if (!isUnanswered(call) || call.calleeId !== device.memberId) return false
  return call.targets.some((each) => each.deviceId === device.deviceId && mayRing(each))
}

/**
 * When the callee counts as unreachable (row 8): null while a target works or a socket is open, at once (`at`)
 * if there never was a socket, otherwise some time after the last one closed.
 */
export function unreachableAt(
  targets: readonly RingTarget[],
  reach: Reach,
  at: number,
): number | null {
  if (targets.some((target) => target.push && mayRing(target))) return null
  switch (reach.sockets) {
    case 'open':
      return null
    case 'closed':
      return Math.max(at, reach.since + reach.graceMs)
    case 'never':
      return at
    default:
      return reach satisfies never
  }
}

/** The parts of a call that every state has. */
export function baseOf(call: Call): CallBase {
  return {
    id: call.id,
    mergedId: call.mergedId,
    callerId: call.callerId,
    calleeId: call.calleeId,
    connectorId: call.connectorId,
    kind: call.kind,
    rev: call.rev,
    gen: call.gen,
    createdAt: call.createdAt,
    caller: call.caller,
    hidden: call.hidden,
  }
}
