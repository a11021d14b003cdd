/**
 * The states, events and effects of a call window. Types alone: `step.ts` makes the transitions,
 * the engine carries out the effects and reports events.
 */
import type { EndedBy, NotPlaced, Reason, Side } from '../../../protocol/reasons.ts'
import type { MediaState } from '../../../protocol/peer-state.ts'
import type {
  CallView,
  Reply,
  RequestBody,
  ServerMessage,
  SignalBody,
  Statement,
} from '../../../protocol/signals.ts'
import type { Inbox, Outbox } from './signal-queue.ts'
import type { Entry, SavedLeg, Target } from './entry.ts'

/** A request without a reply, and a statement that the server does not show yet, are repeated. */
export const SAY_AGAIN_MS = 5_000
/** Media that are missing for this long are stated as lost; each new connection starts anew. */
export const MEDIA_LOST_MS = 30_000
/** A window requests no new connection after this many broken ones. */
export const MAX_BROKEN = 3

/** Every server message but the replies to requests. */
export type ServerNotice = Exclude<ServerMessage, { type: 'reply' }>

/** Whether the server can be reached: its socket is open, it is away, or the browser is offline. */
export type Link = 'open' | 'away' | 'offline'

/**
 * This window's microphone and camera. `prompt`: the browser's own question is open. `ready`: also
 * without one or both. `refused`: permission was refused.
 */
export type Media =
  | { readonly is: 'none' }
  | { readonly is: 'asking'; readonly prompt: boolean }
  | { readonly is: 'ready'; readonly state: MediaState }
  | { readonly is: 'refused' }

/** The window's current RTCPeerConnection, as far as decisions depend on it. */
export interface Peer {
  /** Numbers this window's connections; events of others are ignored. */
  readonly pc: number
  /** It is the caller's, which makes the offer. */
  readonly offers: boolean
  /** Its offer, once made. */
  readonly offer: string | null
  /** Which connection of the call it is for; null until a reply tells. */
  readonly gen: number | null
  /** The server keeps this offer and hands it to whoever answers. */
  readonly stored: boolean
  /** The call is answered, so that it may gather candidates and send. */
  readonly started: boolean
  /** The other side's last offer, so that one that arrives twice is applied once. */
  readonly remoteOffer: string | null
  /** Its `connectionState` is `connected`. */
  readonly up: boolean
}

/** The ids of this window's leg of the call. */
export interface Ids {
  readonly callId: string
  readonly legId: string
  /** Legs before reloads, newest first, that the server may still take for the current one. */
  readonly prevLegIds: readonly string[]
}

/** A request that waits for its reply. */
export interface Pending {
  readonly ask: number
  readonly message: RequestBody
  readonly sentAt: number
}

/** How it ended for this window. */
export type End =
  | {
      readonly how: 'ended'
      readonly reason: Reason
      readonly endedBy: EndedBy
      readonly role: Side
      /** Counts as missed for the callee: it ended before an answer. */
      readonly missed: boolean
      /** From connected to end; null: it never connected. */
      readonly durationMs: number | null
    }
  | {
      readonly how: 'refused'
      readonly code: NotPlaced | 'server'
      readonly retryMs: number | null
    }
  /** The call is open in another window of this browser. */
  | { readonly how: 'superseded' }
  | { readonly how: 'answered-elsewhere' }
  | { readonly how: 'signed-out' }
  | { readonly how: 'handed-over'; readonly url: string }

interface Common {
  readonly link: Link
  /** How many requests this window has made, and how many connections. */
  readonly asks: number
  readonly pcs: number
}

/** Before the address is read. */
export type Idle = Common & { readonly doing: 'idle' }
/** "Call Grace Hopper?": nobody is called without this press. */
export type Question = Common & { readonly doing: 'question'; readonly target: Target }
/** Gets media and offer ready. Nobody is rung yet. */
export type Preparing = Common & {
  readonly doing: 'preparing'
  readonly target: Target
  readonly ids: Ids
  readonly media: Media
  readonly peer: Peer | null
}
/** Permission was refused before placing; "Try again" prepares again. */
export type Blocked = Common & { readonly doing: 'blocked'; readonly target: Target }
/** Asked the server to place. */
export type Placing = Common & {
  readonly doing: 'placing'
  readonly target: Target
  readonly ids: Ids
  readonly media: Media
  readonly peer: Peer | null
  readonly pending: Pending
}
/** The incoming screen: Answer and Decline, camera off. `call` is null until the server tells. */
export type Incoming = Common & {
  readonly doing: 'incoming'
  readonly callId: string
  readonly legId: string
  readonly call: CallView | null
  readonly answerToken: string | null
  /** Asks about a call that does not ring. */
  readonly pending: Pending | null
}
/** Answer was pressed: claims the callee's leg, and opens its media meanwhile. */
export type Claiming = Common & {
  readonly doing: 'claiming'
  readonly ids: Ids
  readonly call: CallView | null
  readonly media: Media
  readonly peer: Peer | null
  readonly pending: Pending
}
/** Reloaded: requests its leg. */
export type Joining = Common & {
  readonly doing: 'joining'
  readonly ids: Ids
  readonly saved: SavedLeg
  /** Former legs to try, the first one now; the server takes one of them for the current one. */
  readonly legsToTry: readonly string[]
  /** Opened only once the server says that the call goes on. */
  readonly media: Media
  readonly peer: Peer | null
  /** Null until the caller's new offer is made. */
  readonly pending: Pending | null
}
/** Has its leg in a live call, whose state is the server's `call.state`. */
export type Live = Common & {
  readonly doing: 'live'
  readonly ids: Ids
  /** Whom this window called; null for the callee's. */
  readonly target: Target | null
  readonly call: CallView
  readonly media: Media
  readonly peer: Peer | null
  readonly outbox: Outbox
  readonly inbox: Inbox
  readonly pending: Pending | null
  /** When it connected, by this page's clock. */
  readonly connectedAt: number | null
  /** Since when a connected call is without media, by this page's clock. */
  readonly lostSince: number | null
  /** Media were connected once. */
  readonly wasUp: boolean
  readonly broken: number
  /** The statements made about the current state, and when they were last made. */
  readonly said: readonly string[]
  readonly saidAt: number
}
/** Over for this window. */
export type Over = Common & {
  readonly doing: 'over'
  readonly end: End
  readonly ids: Ids | null
  readonly call: CallView | null
  /** Whom "Call again" would call. */
  readonly target: Target | null
  /** What the server still has to be told: a hang up, a decline, a refused permission. */
  readonly pending: Pending | null
  readonly owed: Statement | null
  readonly saidAt: number
}

export type CallWindow =
  | Idle
  | Question
  | Preparing
  | Blocked
  | Placing
  | Incoming
  | Claiming
  | Joining
  | Live
  | Over

/** What happens to a window. `at` is the page's clock, ms; new ids come with the event. */
export type WindowEvent = { readonly at: number } & (
  | {
      readonly type: 'opened'
      readonly entry: Entry
      readonly callId: string
      readonly legId: string
    }
  /** "Call", "Try again", "Call again". */
  | { readonly type: 'call-pressed'; readonly callId: string; readonly legId: string }
  | { readonly type: 'answer-pressed'; readonly soundOnly: boolean }
  | { readonly type: 'decline-pressed' }
  | { readonly type: 'hangup-pressed' }
  /** The browser is about to show its own question. */
  | { readonly type: 'media-prompt' }
  /** Also without any device: the window goes on without them. */
  | { readonly type: 'media-ready'; readonly state: MediaState }
  | { readonly type: 'media-refused' }
  /** The camera was turned on: a reload will open it, too. */
  | { readonly type: 'camera-on' }
  | { readonly type: 'offer-made'; readonly pc: number; readonly sdp: string }
  | { readonly type: 'signal-made'; readonly pc: number; readonly body: SignalBody }
  | { readonly type: 'peer-changed'; readonly pc: number; readonly up: boolean }
  /** The connection cannot be repaired (a description failed): a new one is needed. */
  | { readonly type: 'peer-broken'; readonly pc: number }
  /** `open`: the socket is open and `hello` is sent. */
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'message'; readonly message: ServerNotice }
  | { readonly type: 'replied'; readonly ask: number; readonly reply: Reply }
  /** Time has passed: at `wakeAt` at the latest. */
  | { readonly type: 'tick' }
)

/** `connecting` and `ringback` loop until another tone or null; `hangup` sounds once. */
export type Tone = 'connecting' | 'ringback' | 'hangup'

/** What the engine has to do, in this order. */
export type WindowEffect =
  | { readonly type: 'send'; readonly message: Statement }
  /** Its reply comes back as `replied` with this `ask`; without a reply the window asks again. */
  | { readonly type: 'request'; readonly ask: number; readonly message: RequestBody }
  /** Say `hello` again on the open socket: its `welcome` brings the whole state. */
  | { readonly type: 'hello-again' }
  | { readonly type: 'ask-media'; readonly soundOnly: boolean }
  /** Stop every track. */
  | { readonly type: 'stop-media' }
  /** `offers`: make an offer and report `offer-made`, but gather nothing before `start-peer`. */
  | { readonly type: 'open-peer'; readonly pc: number; readonly offers: boolean }
  /** Answered: apply the offer, send tracks. Answering connections start at the first `apply`. */
  | { readonly type: 'start-peer'; readonly pc: number }
  /** A signal of the other page, in order and once. */
  | { readonly type: 'apply'; readonly pc: number; readonly body: SignalBody }
  | { readonly type: 'close-peer'; readonly pc: number }
  /** Null: silence. */
  | { readonly type: 'tone'; readonly tone: Tone | null }
  /** To sessionStorage, before anything that follows is sent. */
  | { readonly type: 'save-leg'; readonly leg: SavedLeg }
  | { readonly type: 'forget-leg'; readonly callId: string }
  /** `/call/<id>` by replaceState. */
  | { readonly type: 'replace-address'; readonly callId: string }
  | { readonly type: 'go-to-room'; readonly url: string }
  /** This side hung up: the window closes itself after a moment, where a script may. */
  | { readonly type: 'close-soon' }

/** A window and what is to be done. The state is the same object when nothing changed. */
export interface WindowStep<S = CallWindow> {
  readonly state: S
  readonly effects: readonly WindowEffect[]
}
