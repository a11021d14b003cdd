/**
 * One page's WebSocket with what is known of the page. It has no timers and no closures of its own:
 * thousands of them are idle at any time.
 */
import { WebSocket } from 'ws'
import { MAX_BUFFERED_BYTES } from '../../protocol/signals.ts'
import type { ServerMessage } from '../../protocol/signals.ts'
import type { Identity } from '../people/identity.ts'

/** Replies kept for repeated requests; a page has far fewer under way. */
const MAX_REPLIES = 64

/** Messages whose work may be under way for one page: one that sends more holds everybody up. */
export const MAX_UNDER_WAY = 64

/** A socket that was told to close and does not is cut off after this. */
const CLOSING_MS = 1_000

/** Why the server ends a socket, as its close code (RFC 6455, section 7.4.2: 4000 and up are ours). */
export const CLOSE = {
  drain: 1001,
  policy: 1008,
  error: 1011,
  revoked: 4001,
  superseded: 4002,
  expired: 4003,
} as const

/** A page's socket, from its handshake to its close. */
export class PealSocket extends WebSocket {
  /** Set as soon as the socket is open, before any message. */
  identity: Identity | null = null
  page: 'app' | 'call' = 'app'
  visible = false
  canSound = false
  /** It said `hello`, so that its page counts as open. */
  isRegistered = false
  /** Its `welcome` is out: whatever changes from now on is told to it. */
  isWelcomed = false
  /** Something changed while its `welcome` was being put together. */
  isStale = false
  /** The leg that it is bound to, and that leg's call. */
  legId: string | null = null
  callId: string | null = null
  /** No message of it counts any more. */
  isOver = false
  /** Messages that are being worked on. */
  underWay = 0
  unanswered = 0
  pingedAt = 0
  /** The members whose presence it watches. */
  watched: readonly string[] | null = null
  /** Whom it would watch, but they block its member: id and handle. */
  hidden: ReadonlyMap<string, string> | null = null
  #replies: Map<number, string | null> | null = null

  /** Sends one message; a page that does not read is dropped when too much waits for it. */
  tell(message: ServerMessage): void {
    this.forward(JSON.stringify(message))
  }

  /** Sends a message's text as it is. */
  forward(text: string | Buffer): void {
    if (this.isOver || this.readyState !== WebSocket.OPEN) return
    if (this.bufferedAmount + text.length > MAX_BUFFERED_BYTES) {
      this.end()
      return
    }
    this.send(text, FRAME)
  }

  /** What was replied to this request: the text; null while it is under way; undefined: it is new. */
  replyTo(req: number): string | null | undefined {
    return this.#replies?.get(req)
  }

  keepReply(req: number, text: string | null): void {
    this.#replies ??= new Map()
    this.#replies.set(req, text)
    if (this.#replies.size > MAX_REPLIES) {
      const [oldest] = this.#replies.keys()
      if (oldest !== undefined) this.#replies.delete(oldest)
    }
  }

  /** Says why, then closes. What it still sends is not read. */
  bye(code: 'revoked' | 'drain' | 'superseded' | 'expired', retryMs?: number): void {
    this.tell({ type: 'bye', code, ...(retryMs === undefined ? {} : { retryMs }) })
    this.#closeSoon(CLOSE[code])
  }

  /** Closes because of a fault of the page's or the server's. */
  fault(code: typeof CLOSE.policy | typeof CLOSE.error): void {
    this.#closeSoon(code)
  }

  /** The page's own close frame is waited for, but not for long. */
  #closeSoon(code: number): void {
    if (this.isOver) return
    this.isOver = true
    this.close(code)
    setTimeout(() => this.terminate(), CLOSING_MS).unref()
  }

  /** Ends the connection at once. */
  end(): void {
    this.isOver = true
    this.terminate()
  }
}

/** Text frames, whole. A buffer is sent as the text that it came as. */
const FRAME = { binary: false, compress: false, fin: true } as const
