/** What signaling is handed by the other rooms. */
import type { Presence, Self } from '../../protocol/people.ts'
import type { Refusal } from '../../protocol/reasons.ts'
import type { CallView, IceServer, Ring } from '../../protocol/signals.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage, KnownCall } from '../bus/call-message.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../people/identity.ts'
import type { Store } from '../store/store.ts'

type Device = Pick<Identity, 'memberId' | 'deviceId'>

/** What a request about a call came to. */
export type Outcome =
  | { readonly ok: true; readonly known: KnownCall; readonly offer?: string | undefined }
  | {
      readonly ok: false
      readonly code: Refusal
      readonly callId?: string | undefined
      readonly retryMs?: number | undefined
    }

interface LegAsked {
  readonly callId: string
  readonly legId: string
  readonly prevLegId?: string | undefined
  readonly offer?: string | undefined
}

/** The room of calls, as far as signaling needs it. */
export interface CallRoom {
  readonly claims: {
    place(
      by: Identity,
      asked: LegAsked & {
        readonly to: string
        readonly connector: string
        readonly inWindow: boolean
      },
    ): Promise<Outcome>
    join(by: Identity, asked: LegAsked): Promise<Outcome>
    answer(
      by: Identity,
      asked: {
        readonly callId: string
        readonly legId: string
        readonly answerToken?: string | undefined
        readonly bound: boolean
      },
    ): Promise<Outcome>
  }
  readonly events: {
    ringing(deviceId: string, callId: string, canSound: boolean): Promise<unknown>
    decline(by: Device, callId: string): Promise<Outcome>
    hangup(by: Device, callId: string, legId: string): Promise<Outcome>
    ready(by: Device, callId: string, legId: string): Promise<unknown>
    media(
      by: Device,
      callId: string,
      legId: string,
      media: 'up' | 'lost' | 'refused',
    ): Promise<unknown>
    bound(callId: string, legId: string): Promise<unknown>
    silent(callId: string, legId: string): Promise<unknown>
    target(by: Identity): Promise<void>
    reach(memberId: string): Promise<void>
  }
  view(known: KnownCall, viewer: Device, legId: string | null): CallView | null
  live(callId: string): KnownCall | null
  liveOf(memberId: string): KnownCall | null
  ringsOf(identity: Identity): Ring[]
  ring(known: KnownCall, viewer: Device): Ring | null
  route(
    callId: string,
    legId: string,
    viewer: Device,
  ): { readonly callId: string; readonly toLegId: string } | null
  isPresentLeg(callId: string, legId: string, viewer: Device): boolean
  unseen(memberId: string): Promise<number>
}

/** What a contact's row shows of whether they can be called. */
export interface PresenceFinder {
  /** `until`: it changes by time alone then, server ms. */
  of(
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly status: Presence; readonly until: number | null }>>
}

/** How often sockets are pinged and looked at, in ms; tests have less patience. */
export interface PingTimes {
  readonly legMs: number
  readonly idleMs: number
  /** How often it is seen whether a ping is due. */
  readonly lookMs: number
}

/** What the room of signaling is handed. */
export interface SignalingDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly bus: Bus<BusMessage>
  /** Peal's own origin; an upgrade from any other is refused. */
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
