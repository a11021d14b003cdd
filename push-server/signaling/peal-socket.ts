/**
 * One page's WebSocket with what is known of the page. It has no timers and no closures of its own, since
 * thousands of sockets may be idle.
 */
import { WebSocket } from 'ws'
import { MAX_BUFFERED_BYTES, type ServerMessage } from '../../protocol/signals.ts'
import { CLOSE } from '../contract/close-codes.ts'
import type { Identity } from '../identity.ts'
import { KeptReplies } from './kept-replies.ts'

/** Messages of one page that may be in progress, so that no page slows the others down. */
export const MAX_IN_PROGRESS = 64

/** A socket that does not close when asked to is terminated after this. */
const CLOSING_MS = 1_000

/** A page's socket, from its handshake to its close. */
export class PealSocket extends WebSocket {
  /** Set when the socket opens, before any message. */
  identity: Identity | null = null
  page: 'app' | 'call' = 'app'
  visible = false
  canSound = false
  /** It has said `hello`, so its page counts as open. */
  isRegistered = false
  /** Its `welcome` was sent: it is told of changes from now on. */
  isWelcomed = false
  /** Something changed while its `welcome` was being composed. */
  isStale = false
  /** The leg that it is bound to, and its call. */
  legId: string | null = null
  callId: string | null = null
  /** It is closing or closed: its messages are ignored. */
  isOver = false
  /** It is closed because its page did not read. */
  isUnread = false
  /** How much its page may send: see `budgets.ts`. */
  readonly budget = { left: 0, at: 0 }
  /** Messages in progress. */
  inProgress = 0
  /** Pings without a pong. */
  unanswered = 0
  pingedAt = 0
  /** The members whose presence it watches. */
  watched: readonly string[] | null = null
  #replies: KeptReplies | null = null

  /**
   * Its page is seen and heard when it rings, so that the device needs no push. A hidden tab is not
   * enough: browsers freeze it, and nobody looks at its dialog.
   */
  get tabCanRing(): boolean {
    return this.visible && this.canSound
  }

  /** Sends one message. */
  tell(message: ServerMessage): void {
    this.forward(JSON.stringify(message))
  }

  /** Sends a message's text. Terminates the connection of a page that does not read. */
  forward(text: string | Buffer): void {
    if (this.isOver || this.readyState !== WebSocket.OPEN) return
    if (this.bufferedAmount + text.length > MAX_BUFFERED_BYTES) {
      this.isUnread = true
      this.end()
      return
    }
    this.send(text, FRAME)
  }

  /** The replies for requests that are repeated. Most sockets never have one. */
  get replies(): KeptReplies {
    return (this.#replies ??= new KeptReplies())
  }

  /** Sends the reason, then closes. Whatever the page still sends is ignored. */
  bye(code: 'revoked' | 'drain' | 'superseded' | 'expired', retryMs?: number): void {
    this.tell({ type: 'bye', code, retryMs })
    this.#closeSoon(CLOSE[code])
  }

  /** Closes because the page or the server has failed. */
  fault(code: typeof CLOSE.policy | typeof CLOSE.error): void {
    this.#closeSoon(code)
  }

  /** Waits for the page's close frame, but not for long. */
  #closeSoon(code: number): void {
    if (this.isOver) return
    this.isOver = true
    this.close(code)
    setTimeout(() => this.terminate(), CLOSING_MS).unref()
  }

  /** Terminates the connection at once. */
  end(): void {
    this.isOver = true
    this.terminate()
  }
}

/** Whole text frames: a buffer holds text, too. */
const FRAME = { binary: false, compress: false, fin: true } as const
