/** What the call engine needs, and what it shows. Types alone. */
import type { PeerState } from '../../protocol/peer-state.ts'
import type { Reply } from '../../protocol/signals.ts'
import type { PermissionAnswer } from '../platform/permissions.ts'
import type { Timer } from '../platform/timer.ts'
import type { LocalMediaOptions, LocalState } from './local-media.ts'
import type { PeerOptions } from './peer-connection.ts'
import type { ConnectionDetails } from './stats.ts'
import type { ToneName } from './tone-samples.ts'
import type { Tones, TonesOptions } from './tones.ts'
import type { SavedLeg } from './machine/entry.ts'
import type { CallWindow, RequestBody, Statement } from './machine/model.ts'

/** What the engine needs of the signaling socket. */
export interface SignalingPort {
  send(message: Statement): boolean
  request(message: RequestBody, signal?: AbortSignal): Promise<Reply>
  /** Says `hello` again. */
  greet(): void
}

/** What is shown. */
export interface EngineView {
  readonly window: CallWindow
  readonly local: LocalState
  /** One's own picture, or null. */
  readonly ownVideo: MediaStream | null
  readonly microphone: MediaStreamTrack | null
  readonly remote: MediaStream | null
  /** What the other window says of its devices; null: nothing yet. */
  readonly remoteState: PeerState | null
  readonly details: ConnectionDetails | null
  /** The browser forbids sound until the page is pressed. */
  readonly soundBlocked: boolean
  /** The chosen output's id; null: the browser's own. */
  readonly speaker: string | null
}

/** What the page does for the engine. */
export interface EnginePage {
  saveLeg(leg: SavedLeg): void
  forgetLeg(callId: string): void
  replaceAddress(callId: string): void
  goToRoom(url: string): void
  /** One's own hang up: closes this window after a moment, where it may. */
  closeSoon(): void
}

export interface EngineOptions {
  readonly signaling: SignalingPort
  readonly page: EnginePage
  readonly media: Omit<LocalMediaOptions, 'changed'>
  readonly permission: (name: 'microphone' | 'camera') => Promise<PermissionAnswer>
  readonly timer: Timer
  /** The page's clock, ms. */
  readonly now: () => number
  readonly newId: () => string
  readonly changed: (view: EngineView) => void
  /** Told of faults that a new connection mends. */
  readonly report: (error: unknown) => void
  readonly newConnection?: PeerOptions['newConnection']
  readonly newTones?: (options: TonesOptions) => Tones
  /** What sounds now, said to the outside. */
  readonly sounding?: (name: ToneName | null) => void
}
