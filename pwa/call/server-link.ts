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
  changed: false,
  pong: false,
}

/** Connects at once, and tells the window at each change how the connection is. */
export function openServerLink(deps: ServerLinkDeps) {
  const { timer, isOnline, changed, heard, refused, show } = deps
  let signaling = connect()
  let away: Away | null = null
  let cancelAway: (() => void) | null = null
  let cancelRest: (() => void) | null = null

  function connect(): SignalingClient {
    const client = deps.connect()
    let wasOpen = false
    client.onState((state) => {
      report()
      if (state === 'open') wasOpen = true
      // Unauthenticated sockets are rejected without a close code.
      if (state === 'waiting' && !wasOpen) refused()
    })
    for (const type of Object.keys(HEARD) as ServerNotice['type'][]) {
      if (HEARD[type]) client.on(type, heard)
    }
    client.on('welcome', ({ member }) => show({ me: member }))
    return client
  }

  /** Tells the state of the link: at each change of the connection or of the network. */
  function report(): void {
    const absent = (): Away => (isOnline() ? 'away' : 'offline')
    const link = signaling.state === 'open' ? 'open' : absent()
    changed(link)
    if (link === 'open') {
      cancelAway?.()
      cancelAway = null
      return setAway(null)
    }
    if (away !== null) setAway(link)
    cancelAway ??= timer(AWAY_MS, () => setAway(absent()))
  }

  function setAway(now: Away | null): void {
    if (now === away) return
    away = now
    show({ away })
  }

  return {
    /** Another one after `wake`. */
    get signaling() {
      return signaling
    },
    /** Connects again if it has disconnected after a call. */
    wake(): void {
      if (signaling.state !== 'closed') return
      signaling = connect()
      report()
    },
    report,
    /** A window whose call is over must not count as a place where its member can be reached. */
    follow(now: CallWindow): void {
      const over = now.doing === 'over' && now.pending === null && now.owed === null
      if (over) {
        cancelRest ??= timer(REST_MS, () => signaling.close())
        return
      }
      cancelRest?.()
      cancelRest = null
    },
  }
}
