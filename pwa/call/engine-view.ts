/** What the call engine depends on, and what it shows. */
import type { Timer } from '../platform/timer.ts'
import type { RemoteView } from './engine-peer.ts'
import type { LocalMediaDeps, LocalState } from './local-media.ts'
import type { SavedLeg } from './machine/entry.ts'
import type { CallWindow } from './machine/model.ts'
import type { LegRef } from './machine/step.ts'
import type { PeerDeps } from './peer-connection.ts'
import type { ServerView, SignalingClient } from './server-link.ts'
import type { ToneName } from './tone-samples.ts'
import type { LateTones } from './late-tones.ts'
import type { TonesDeps } from './tones.ts'

/** What is shown. */
export interface EngineView extends ServerView, RemoteView {
  readonly window: CallWindow
  readonly local: LocalState
  /** One's own picture, or null. */
  readonly ownVideo: MediaStream | null
  readonly microphone: MediaStreamTrack | null
  /** The browser forbids sound until the page is pressed. */
  readonly soundBlocked: boolean
  /** The chosen output's id; null: the system's. */
  readonly speaker: string | null
  /** Microphone and camera were refused by the system's settings, not by the person. */
  readonly refusedBySystem: boolean
}

/** What a window that has just opened shows. */
export const FIRST_VIEW = {
  ownVideo: null,
  microphone: null,
  remote: null,
  remoteState: null,
  details: null,
  quality: null,
  soundBlocked: false,
  refusedBySystem: false,
  me: null,
  away: null,
} satisfies Partial<EngineView>

/** What the page does for the engine. */
export interface EnginePage {
  saveLeg(leg: SavedLeg): void
  forgetLeg(callId: string): void
  replaceAddress(callId: string): void
  goToRoom(url: string): void
  /** After one's own hang up: closes this window after a moment, where a script may. */
  closeSoon(): void
  /** The server refuses this window: goes to the gate if nobody is signed in. */
  signInIfNeeded(): void
}

export interface EngineDeps extends Omit<LocalMediaDeps, 'changed' | 'prompts'> {
  /**
   * Makes a signaling client whose `hello` binds the socket to `leg`, and which comes back sooner
   * while `urgent`.
   */
  readonly connect: (engine: {
    readonly leg: () => LegRef | null
    readonly urgent: () => boolean
  }) => SignalingClient
  readonly isOnline: () => boolean
  readonly page: EnginePage
  readonly timer: Timer
  /** The page's clock, ms. */
  readonly now: () => number
  readonly newId: () => string
  readonly changed: (view: EngineView) => void
  /** Called with errors from which the engine recovers by a new connection. */
  readonly report: (error: unknown) => void
  readonly newConnection?: PeerDeps['newConnection']
  readonly newTones?: (deps: TonesDeps) => LateTones
  /** Called with the tone that plays now; null: none. */
  readonly sounding?: (name: ToneName | null) => void
}
