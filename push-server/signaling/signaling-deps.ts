/** What signaling needs from the rest of the server. */
import type { Actor, EventOf, Untimed } from '../../protocol/call.ts'
import type { Presence, Self } from '../../protocol/people.ts'
import type { CallView, IceServer, Ring } from '../../protocol/signals.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage, CallOutcome, KnownCall } from '../bus/call-message.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../people/identity.ts'
import type { Store } from '../store/store.ts'

/** Events that come from a page or from its socket. */
type SocketEvent = Untimed<EventOf<'decline' | 'ready' | 'media' | 'bound' | 'silent'>>

interface LegAsked {
  readonly callId: string
  readonly legId: string
  readonly prevLegId?: string | undefined
  readonly offer?: string | undefined
}

/** Calls, as far as signaling needs them; `calls/calls.ts` describes the methods. */
export interface CallRoom {
  readonly claims: {
    place(
      by: Identity,
      asked: LegAsked & {
        readonly to: string
        readonly connector: string
        readonly inWindow: boolean
      },
    ): Promise<CallOutcome>
    join(by: Identity, asked: LegAsked): Promise<CallOutcome>
    answer(
      by: Identity,
      asked: {
        readonly callId: string
        readonly legId: string
        readonly answerToken?: string | undefined
        readonly bound: boolean
      },
    ): Promise<CallOutcome>
  }
  readonly events: {
    ringing(deviceId: string, callId: string, canSound: boolean): Promise<unknown>
    apply(callId: string, event: SocketEvent): Promise<CallOutcome>
    hangup(by: Actor, callId: string, legId: string): Promise<CallOutcome>
    target(by: Identity): Promise<void>
    reach(memberId: string): Promise<void>
  }
  view(known: KnownCall, viewer: Actor, legId: string | null): CallView | null
  live(callId: string): KnownCall | null
  liveOf(memberId: string): KnownCall | null
  ringsOf(identity: Identity): Ring[]
  ring(known: KnownCall, viewer: Actor): Ring | null
  route(
    callId: string,
    legId: string,
    viewer: Actor,
  ): { readonly callId: string; readonly toLegId: string } | null
  isPresentLeg(callId: string, legId: string, viewer: Actor): boolean
  unseen(memberId: string): Promise<number>
}

/** Finds out whether members can be called. */
export interface PresenceFinder {
  /** `until`: when it changes by time alone, server ms. */
  of(
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly status: Presence; readonly until: number | null }>>
}

/** How often sockets are pinged, in ms; tests use shorter times. */
export interface PingTimes {
  readonly legMs: number
  readonly idleMs: number
  /** How often due pings are looked for. */
  readonly checkMs: number
}

/** What signaling needs. */
export interface SignalingDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly bus: Bus<BusMessage>
  /** Peal's own origin; upgrades from other origins are refused. */
  readonly origin: string
  readonly identify: (cookieHeader: string | undefined) => Promise<Identity | null>
  readonly self: (memberId: string) => Promise<Self | null>
  readonly calls: CallRoom
  readonly presence: PresenceFinder
  readonly iceServers: (
    callId: string,
    legId: string,
  ) => { readonly iceServers: readonly IceServer[]; readonly iceTtlMs: number }
  readonly pings?: PingTimes
}
