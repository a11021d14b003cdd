/**
 * The page's end of `/signal`: one socket that reconnects by itself. Requests are sent again on each
 * new socket until they are answered; call and leg ids make them idempotent. All other messages are
 * dropped while there is no connection: senders repeat what matters at the next `welcome`.
 */
import * as v from 'valibot'
import { PROTOCOL_VERSION, serverMessage } from '../../protocol/signals.ts'
import type {
  ClientMessage,
  Reply,
  Request,
  RequestBody,
  ServerMessage,
  Statement,
} from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'
import { reconnectIn, type Ending } from './reconnect.ts'

export type Hello = Omit<Extract<ClientMessage, { type: 'hello' }>, 'type' | 'v'>

/** `waiting`: lost, and tried again; `closed`: for good, by the server's `bye` or by `close`. */
export type SignalingState = 'connecting' | 'open' | 'waiting' | 'closed'

export type ServerEvent<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>

/** The part of a WebSocket that is used. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'addEventListener' | 'readyState'>

export interface SignalingDeps {
  /** `ws:` or `wss:` address of `/signal`. */
  readonly url: string
  /** What this page says of itself, read at each connection. */
  readonly hello: () => Hello
  /** Whether the page has a ring or a live call: then it reconnects sooner and probes. */
  readonly urgent: () => boolean
  readonly timer: Timer
  readonly openSocket?: (url: string) => Socket
  readonly random?: () => number
  /** Reports messages that cannot be parsed; to the browser's console by default. */
  readonly report?: (error: unknown) => void
}

/** Timeout of a probe, ms. */
const PONG_MS = 4_000
/** While urgent, the connection is probed this often, ms: a cut network closes no socket. */
const PROBE_MS = 5_000
/** Timeout for opening a socket, ms. */
const OPEN_MS = 10_000

interface Pending {
  readonly message: Request
  readonly settle: (reply: Reply) => void
}

/** Where this page's signaling is: the same server, by WebSocket. */
export function signalAddress(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/signal`
}

/** Connects at once. */
export class Signaling {
  state: SignalingState = 'connecting'
  readonly #deps: SignalingDeps
  readonly #listeners = new Map<string, Set<(message: ServerMessage) => void>>()
  readonly #stateListeners = new Set<(state: SignalingState) => void>()
  readonly #pending = new Map<number, Pending>()
  #socket: Socket | null = null
  #nextReq = 1
  #failures = 0
  #cancelRetry: (() => void) | null = null
  #cancelSilence: (() => void) | null = null
  #cancelProbe: (() => void) | null = null

  constructor(deps: SignalingDeps) {
    this.#deps = deps
    this.#connect()
  }

  /** Sends a message without a reply; false: it was dropped, because there is no connection. */
  send(message: Statement): boolean {
    return this.#write(message)
  }

  /** Sends a request, again after each outage, until it is answered. Never rejects. */
  request(message: RequestBody, signal?: AbortSignal): Promise<Reply> {
    const req = this.#nextReq
    this.#nextReq += 1
    const unanswered: Reply = { type: 'reply', req, ok: false, code: 'server' }
    return new Promise((settle) => {
      if (this.state === 'closed' || signal?.aborted === true) return settle(unanswered)
      const whole: Request = { ...message, req }
      this.#pending.set(req, { message: whole, settle })
      signal?.addEventListener('abort', () => {
        if (this.#pending.delete(req)) settle(unanswered)
      })
      this.#write(whole)
    })
  }

  /** Listens for messages of one type. */
  on<T extends ServerMessage['type']>(type: T, listener: (message: ServerEvent<T>) => void): void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners)
    // Held under its own type's name only, so that it never meets another.
    listeners.add(listener as (message: ServerMessage) => void)
  }

  onState(listener: (state: SignalingState) => void): void {
    this.#stateListeners.add(listener)
  }

  /** Sends `hello` again on the open socket; the `welcome` then holds the whole state. */
  greet(): void {
    this.#write({ type: 'hello', v: PROTOCOL_VERSION, ...this.#deps.hello() })
  }

  /** Checks the connection, after a sleep, a change of network or a return to the page. */
  probe(): void {
    if (this.state === 'waiting') return this.#connect()
    if (this.#cancelSilence !== null || !this.#write({ type: 'ping' })) return
    const socket = this.#socket
    this.#cancelSilence = this.#deps.timer(PONG_MS, () => {
      this.#cancelSilence = null
      this.#lost(socket)
    })
  }

  close(): void {
    this.#drop()
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#set('closed')
    for (const [req, { settle }] of this.#pending) {
      settle({ type: 'reply', req, ok: false, code: 'server' })
    }
    this.#pending.clear()
  }

  #connect(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#set('connecting')
    const open = this.#deps.openSocket ?? ((url: string): Socket => new WebSocket(url))
    let socket: Socket
    try {
      socket = open(this.#deps.url)
    } catch {
      // The browser refuses it now: the same as a connection that fails.
      return this.#lost(null)
    }
    this.#socket = socket
    let bye: Ending = { code: null, retryMs: null }
    const cancelOpen = this.#deps.timer(OPEN_MS, () => this.#lost(socket))
    socket.addEventListener('open', () => {
      cancelOpen()
      if (socket !== this.#socket) return
      this.greet()
      // Listeners may abort a request and send another in its place.
      const waited = [...this.#pending.values()]
      this.#set('open')
      for (const pending of waited) {
        if (this.#pending.get(pending.message.req) === pending) this.#write(pending.message)
      }
      this.#keepProbing()
    })
    socket.addEventListener('message', (event) => {
      // Ignore late messages of a socket that was replaced.
      if (socket !== this.#socket) return
      this.#cancelSilence?.()
      this.#cancelSilence = null
      const message = parse((event as MessageEvent<unknown>).data, this.#deps.report ?? reportError)
      if (message === null) return
      if (message.type === 'bye') bye = { code: message.code, retryMs: message.retryMs ?? null }
      this.#take(message)
    })
    socket.addEventListener('close', () => {
      cancelOpen()
      this.#lost(socket, bye)
    })
  }

  #take(message: ServerMessage): void {
    if (message.type === 'welcome') this.#failures = 0
    if (message.type === 'reply') {
      const pending = this.#pending.get(message.req)
      this.#pending.delete(message.req)
      pending?.settle(message)
    }
    for (const listener of this.#listeners.get(message.type) ?? []) listener(message)
  }

  /** The socket is lost: schedule the next, unless the server forbids it. */
  #lost(socket: Socket | null, ending: Ending = { code: null, retryMs: null }): void {
    if (socket !== this.#socket) return
    this.#drop()
    const { urgent, random = Math.random } = this.#deps
    const wait = reconnectIn(ending, this.#failures, urgent(), random())
    this.#failures += 1
    if (wait === null) return this.close()
    this.#set('waiting')
    this.#cancelRetry = this.#deps.timer(wait, () => this.#connect())
  }

  #drop(): void {
    this.#cancelSilence?.()
    this.#cancelSilence = null
    this.#cancelProbe?.()
    this.#cancelProbe = null
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #keepProbing(): void {
    this.#cancelProbe = this.#deps.timer(PROBE_MS, () => {
      if (this.#deps.urgent()) this.probe()
      this.#keepProbing()
    })
  }

  #write(message: ClientMessage): boolean {
    const socket = this.#socket
    if (socket === null || socket.readyState !== OPEN) return false
    socket.send(JSON.stringify(message))
    return true
  }

  #set(state: SignalingState): void {
    if (state === this.state) return
    this.state = state
    for (const listener of this.#stateListeners) listener(state)
  }
}

/** `WebSocket.OPEN`, without needing the global. */
const OPEN = 1

/** Null for messages that this version does not know; a newer server may send some. */
function parse(data: unknown, report: (error: unknown) => void): ServerMessage | null {
  if (typeof data !== 'string') return null
  try {
    const message = JSON.parse(data) as { type?: unknown } | null
    const parsed = v.safeParse(serverMessage, message)
    if (parsed.success) return parsed.output
    const type = String(message?.type)
    report(new Error(`not understood: a server message of type ${type}`, { cause: parsed.issues }))
  } catch (error) {
    report(error)
  }
  return null
}
