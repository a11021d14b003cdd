/**
 * The call window's connection to its server: opens the signaling client, passes on what the server
 * says, tells when it has been away for a while, and disconnects some time after the call is over.
 */
import type { Person } from '../../protocol/people.ts'
import type { Reply, RequestBody, ServerMessage, Statement } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'
import type { CallWindow, Link, ServerNotice } from './machine/model.ts'

/** The signaling client (`api/signaling.ts`), as far as a call window uses it. */
export interface SignalingClient {
  readonly state: 'connecting' | 'open' | 'waiting' | 'closed'
  send(message: Statement): boolean
  /** Never rejects. */
  request(message: RequestBody, signal?: AbortSignal): Promise<Reply>
  on<T extends ServerMessage['type']>(
    type: T,
    listener: (message: Extract<ServerMessage, { type: T }>) => void,
  ): void
  onState(listener: (state: SignalingClient['state']) => void): void
  /** Says `hello` again. */
  greet(): void
  /** Checks that the connection is still alive. */
  probe(): void
  close(): void
}

/** Why the server cannot be reached: this browser is offline, or the server is away. */
export type Away = Exclude<Link, 'open'>

export interface ServerLinkDeps {
  /** Makes a signaling client, which connects at once. */
  readonly connect: () => SignalingClient
  readonly timer: Timer
  readonly isOnline: () => boolean
  readonly changed: (link: Link) => void
  readonly heard: (message: ServerNotice) => void
  /** The first connection was refused: perhaps nobody is signed in. */
  readonly refused: () => void
  readonly show: (view: Partial<ServerView>) => void
}

/** What the window shows of its server. */
export interface ServerView {
  /** The signed-in member; null: not known yet. */
  readonly me: Person | null
  /** Set once the server has been away for a while. */
  readonly away: Away | null
}

/** The window shows that the server is away only after this time, ms. */
const AWAY_MS = 2_500
/** The server's last message about an ended call arrives within this, ms. */
const REST_MS = 5_000

/** Which messages of the server concern a call window. Replies go to whoever made the request. */
const HEARD: Record<ServerNotice['type'], boolean> = {
  welcome: true,
  call: true,
  ring: true,
  signal: true,
  'signal.ack': true,
  'peer.reset': true,
  bye: true,
  presence: false,
  missed: false,
  pong: false,
}

export class ServerLink {
  /** Another one after `wake`. */
  signaling: SignalingClient
  readonly #deps: ServerLinkDeps
  #away: Away | null = null
  #cancelAway: (() => void) | null = null
  #cancelRest: (() => void) | null = null

  /** Connects at once; `look` reports how that goes. */
  constructor(deps: ServerLinkDeps) {
    this.#deps = deps
    this.signaling = this.#connect()
  }

  request(message: RequestBody, signal?: AbortSignal): Promise<Reply> {
    return this.signaling.request(message, signal)
  }

  /** Connects again if it has disconnected after a call. */
  wake(): void {
    if (this.signaling.state !== 'closed') return
    this.signaling = this.#connect()
    this.look()
  }

  /** Reports the state of the link: at each change of the connection or of the network. */
  look(): void {
    const { changed, isOnline, timer } = this.#deps
    const absent = (): Away => (isOnline() ? 'away' : 'offline')
    const link = this.signaling.state === 'open' ? 'open' : absent()
    changed(link)
    if (link === 'open') {
      this.#cancelAway?.()
      this.#cancelAway = null
      return this.#setAway(null)
    }
    if (this.#away !== null) this.#setAway(link)
    this.#cancelAway ??= timer(AWAY_MS, () => this.#setAway(absent()))
  }

  /** A window whose call is over must not count as a place where its member can be reached. */
  follow(now: CallWindow): void {
    const over = now.doing === 'over' && now.pending === null && now.owed === null
    if (!over) {
      this.#cancelRest?.()
      this.#cancelRest = null
      return
    }
    this.#cancelRest ??= this.#deps.timer(REST_MS, () => this.signaling.close())
  }

  #connect(): SignalingClient {
    const { connect, heard, refused, show } = this.#deps
    const signaling = connect()
    let wasOpen = false
    signaling.onState((state) => {
      this.look()
      if (state === 'open') wasOpen = true
      // Unauthenticated sockets are rejected without a close code.
      if (state === 'waiting' && !wasOpen) refused()
    })
    for (const type of Object.keys(HEARD) as ServerNotice['type'][]) {
      if (HEARD[type]) signaling.on(type, heard)
    }
    signaling.on('welcome', ({ member }) => show({ me: member }))
    return signaling
  }

  #setAway(away: Away | null): void {
    if (away === this.#away) return
    this.#away = away
    this.#deps.show({ away })
  }
}
