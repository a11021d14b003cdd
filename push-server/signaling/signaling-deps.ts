/** What signaling needs from the rest of the server. */
import type { Actor, UntimedEvent } from '../../protocol/call.ts'
import type { Presence, Self } from '../../protocol/people.ts'
import type { CallView, ClientMessage, ReplyData, Ring } from '../../protocol/signals.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/bus-message.ts'
import type { CallOutcome, KnownCall } from '../known-call.ts'
import type { Clock } from '../clock.ts'
import type { AttackLog } from '../http/attack-log.ts'
import type { Trust } from '../http/client-address.ts'
import type { Probes } from '../http/probe.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../identity.ts'
import type { Store } from '../store/store.ts'
import type { WriteInTheEnd } from '../store/until-written.ts'
import type { SocketRegistry } from './socket-registry.ts'

type Asked<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>

/** Calls, as far as signaling needs them; `calls/calls.ts` describes the methods. */
export interface CallRoom {
  readonly claims: {
    place(by: Identity, asked: Asked<'call.place'> & { inWindow: true }): Promise<CallOutcome>
    join(by: Identity, asked: Asked<'call.join'>): Promise<CallOutcome>
    answer(by: Identity, asked: Asked<'call.answer'> & { bound: boolean }): Promise<CallOutcome>
  }
  readonly events: {
    ringing(deviceId: string, callId: string, inTab: boolean): Promise<unknown>
    apply(callId: string, event: UntimedEvent): Promise<CallOutcome>
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

/** Whether a member can be called. */
export interface MemberPresence {
  readonly status: Presence
  /** When it changes by time alone, server ms; null: it does not. */
  readonly until: number | null
}

/** How often sockets are pinged, in ms; tests use shorter times. */
export interface PingTimes {
  readonly legMs: number
  readonly idleMs: number
  /** How often due pings are looked for. */
  readonly checkMs: number
}

export interface SignalingDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly writeInTheEnd: WriteInTheEnd
  readonly attacks: AttackLog
  /** The proxies that may say where a request comes from. */
  readonly trusted: Trust
  readonly probes: Probes
  /** False: pages may send as much as they want. */
  readonly limits: boolean
  readonly bus: Bus<BusMessage>
  /** Peal's own origin; upgrades from other origins are refused. */
  readonly origin: string
  readonly identify: (cookieHeader: string | undefined) => Promise<Identity | null>
  readonly self: (memberId: string) => Promise<Self | null>
  readonly registry: SocketRegistry
  readonly calls: CallRoom
  /** Finds the presence of these members. */
  readonly presence: {
    of(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberPresence>>
  }
  readonly iceServers: (memberId: string) => ReplyData
  readonly pings?: PingTimes
  /** A page has got its `welcome` this long after its `hello`, ms. */
  readonly onWelcomed: (ms: number) => void
}
