/** Calls in each state and events, with defaults for whatever a test does not need. */
import type {
  Actor,
  AnsweringCall,
  Call,
  CallEvent,
  ConnectedCall,
  EndedCall,
  Leg,
  LiveCall,
  RingTarget,
  UnansweredCall,
} from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { endCall } from '../../../protocol/call-end.ts'
import { place } from '../../../protocol/place.ts'
import type { PlaceFacts, PlaceRequest, PlaceResult } from '../../../protocol/place-model.ts'

/** When these calls are placed, answered and connected. */
export const T0 = 1_000_000
export const ANSWERED = T0 + 4_000
export const CONNECTED = T0 + 6_000

export const ada: Actor = { memberId: 'ada', deviceId: 'ada-desk' }
export const grace: Actor = { memberId: 'grace', deviceId: 'grace-desk' }
export const graceAtWork: Actor = { memberId: 'grace', deviceId: 'grace-work' }
export const linus: Actor = { memberId: 'linus', deviceId: 'linus-desk' }

export function leg(legId: string, deviceId: string, more: Partial<Leg> = {}): Leg {
  return { legId, deviceId, ready: false, leftAt: null, silentAt: null, ...more }
}

export function target(deviceId: string, more: Partial<RingTarget> = {}): RingTarget {
  return { deviceId, state: 'socket', push: true, ...more }
}

export function placed(more: Partial<UnansweredCall> = {}): UnansweredCall {
  return {
    id: 'call',
    mergedId: null,
    hidden: false,
    callerId: 'ada',
    calleeId: 'grace',
    connectorId: 'webrtc',
    kind: 'peer',
    rev: 1,
    gen: 1,
    createdAt: T0,
    caller: leg('ada-leg', 'ada-desk'),
    state: 'placed',
    offer: 'offer of ada-leg',
    targets: [target('grace-desk'), target('grace-work')],
    limitAt: T0 + 48_000,
    unreachableAt: null,
    ...more,
  }
}

export function ringing(more: Partial<UnansweredCall> = {}): UnansweredCall {
  return { ...placed(), state: 'ringing', rev: 2, ...more }
}

export function answering(more: Partial<AnsweringCall> = {}): AnsweringCall {
  const { offer: _offer, targets: _targets, unreachableAt: _unreachable, ...base } = placed()
  return {
    ...base,
    rev: 3,
    state: 'answering',
    phase: 'prepare',
    callee: leg('grace-leg', 'grace-desk'),
    answeredAt: ANSWERED,
    limitAt: ANSWERED + 60_000,
    ...more,
  }
}

export function connected(more: Partial<ConnectedCall> = {}): ConnectedCall {
  const { phase: _phase, limitAt: _limit, ...base } = answering()
  return { ...base, rev: 4, state: 'connected', connectedAt: CONNECTED, ...more }
}

export function ended(before: LiveCall): EndedCall {
  return endCall(before, 'completed', 'caller', CONNECTED + 60_000).call
}

export const after = {
  tick: (at: number): CallEvent => ({ type: 'tick', at }),
  answer: (at: number, by = grace, legId = 'grace-leg', bound = true): CallEvent => ({
    type: 'answer',
    at,
    by,
    legId,
    bound,
  }),
  join: (
    at: number,
    by: Actor,
    legId: string,
    prevLegId: string | null = null,
    offer: string | null = null,
  ): CallEvent => ({ type: 'join', at, by, legId, prevLegId, offer }),
  ringing: (at: number, deviceId = 'grace-desk'): CallEvent => ({ type: 'ringing', at, deviceId }),
  decline: (at: number, by = grace): CallEvent => ({ type: 'decline', at, by }),
  hangup: (at: number, by = ada, legId = 'ada-leg'): CallEvent => ({
    type: 'hangup',
    at,
    by,
    legId,
  }),
  ready: (at: number, by = ada, legId = 'ada-leg'): CallEvent => ({ type: 'ready', at, by, legId }),
  media: (
    at: number,
    media: 'up' | 'lost' | 'refused',
    by = ada,
    legId = 'ada-leg',
  ): CallEvent => ({ type: 'media', at, by, legId, media }),
  bound: (at: number, legId = 'ada-leg'): CallEvent => ({ type: 'bound', at, legId }),
  silent: (at: number, legId = 'ada-leg'): CallEvent => ({ type: 'silent', at, legId }),
  left: (at: number, by = ada, legId = 'ada-leg'): CallEvent => ({ type: 'left', at, by, legId }),
}

/** Applies several events, and returns the last call. */
export function run(call: Call, ...events: readonly CallEvent[]): Call {
  return events.reduce((now, event) => step(now, event).call, call)
}

export function request(more: Partial<PlaceRequest> = {}): PlaceRequest {
  return {
    at: T0,
    by: { ...ada, kind: 'desktop' },
    callId: 'call',
    to: 'grace',
    connectorId: 'webrtc',
    legId: 'ada-leg',
    prevLegId: null,
    offer: 'offer of ada-leg',
    inWindow: false,
    ...more,
  }
}

export function facts(more: Partial<PlaceFacts> = {}): PlaceFacts {
  return {
    same: null,
    givenUp: [],
    callerLive: null,
    calleeLive: null,
    kind: 'peer',
    hasAccount: true,
    rateLimited: false,
    calleeBlocksCaller: false,
    calleeDoesNotDisturb: false,
    isOff: false,
    targets: [target('grace-desk'), target('grace-work')],
    reach: { sockets: 'open' },
    ringMs: 45_000,
    ...more,
  }
}

/** Grace calls Ada while Ada's call to her, `theirs`, is live. */
export function placeBack(
  theirs: PlaceFacts['calleeLive'],
  at: number,
  more: Partial<PlaceRequest> = {},
): PlaceResult {
  return place(
    request({
      at,
      by: { ...grace, kind: 'desktop' },
      callId: 'back',
      to: 'ada',
      legId: 'grace-leg',
      offer: 'offer of grace-leg',
      ...more,
    }),
    facts({ callerLive: theirs, calleeLive: theirs }),
  )
}

/** The call that a placing created. */
export function created(result: PlaceResult): Call {
  if (result.type !== 'created') throw new Error(`not created: ${JSON.stringify(result)}`)
  return result.call
}
