/**
 * The page's end of `/signal`: one socket that comes back by itself. Requests are kept until their
 * reply and sent again on each new socket; call and leg ids make the repetition harmless. All else
 * is sent or dropped: whoever needs it after an outage sends it again at the next `welcome`.
 */
import * as v from 'valibot'
import { PROTOCOL_VERSION, serverMessage } from '../../protocol/signals.ts'
import type { ClientMessage, Reply, ServerMessage } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'
import { reconnectIn } from './reconnect.ts'
import type { Ending } from './reconnect.ts'

export type Hello = Omit<Extract<ClientMessage, { type: 'hello' }>, 'type' | 'v'>

type WithReq = Extract<ClientMessage, { req: number }>
type DropReq<M> = M extends unknown ? Omit<M, 'req'> : never
/** What is answered by exactly one reply. */
export type Request = DropReq<WithReq>
/** What is not answered. */
export type Notice = Exclude<ClientMessage, WithReq>

/** `waiting`: lost, and to be tried again; `closed`: for good, by the server's `bye` or by `close`. */
export type SignalingState = 'connecting' | 'open' | 'waiting' | 'closed'

export type ServerEvent<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>

export interface Signaling {
  readonly state: SignalingState
  /** Sends what needs no reply; false when there is no connection, and it was dropped. */
  send(message: Notice): boolean
  /** Sends a request, again after each outage, until it is answered. Never rejects. */
  request(message: Request, signal?: AbortSignal): Promise<Reply>
  /** Hears messages of one type; answers a function that stops. */
  on<T extends ServerMessage['type']>(
    type: T,
    listener: (message: ServerEvent<T>) => void,
  ): () => void
  onState(listener: (state: SignalingState) => void): () => void
  /** Says `hello` again on the open socket: its `welcome` tells everything. */
  greet(): void
  /** Looks whether the connection still stands: after a sleep, a change of network, a return. */
  probe(): void
  close(): void
}

/** The part of a WebSocket that is used. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'addEventListener' | 'readyState'>

export interface SignalingDeps {
  /** `ws:` or `wss:` address of `/signal`. */
  readonly url: string
  /** Who this page is, asked at each connection. */
  readonly hello: () => Hello
  /** Has the page a ring or a live call? Then it comes back sooner and notices silence. */
  readonly urgent: () => boolean
  readonly timer: Timer
  readonly openSocket?: (url: string) => Socket
  readonly random?: () => number
  /** Told of messages that are not understood; to the browser's console unless given. */
  readonly report?: (error: unknown) => void
}

/** A probed connection that stays silent for this long is dead, ms. */
const PONG_MS = 4_000
/** While urgent, the connection is probed this often, ms: a cut network closes no socket. */
const PROBE_MS = 5_000
/** A connection that is not open after this is given up and tried again, ms. */
const OPEN_MS = 10_000

interface Pending {
  readonly message: WithReq
  readonly settle: (reply: Reply) => void
}

/** Where this page's signaling is: the same server, by WebSocket. */
export function signalAddress(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/signal`
}

/** Connects at once. */
export function createSignaling(deps: SignalingDeps): Signaling {
  return new Connection(deps)
}

class Connection implements Signaling {
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

  send(message: Notice): boolean {
    return this.#write(message)
  }

  request(message: Request, signal?: AbortSignal): Promise<Reply> {
    const req = this.#nextReq
    this.#nextReq += 1
    const unanswered: Reply = { type: 'reply', req, ok: false, code: 'server' }
    return new Promise((settle) => {
      if (this.state === 'closed' || signal?.aborted === true) {
        settle(unanswered)
        return
      }
      const whole: WithReq = { ...message, req }
      this.#pending.set(req, { message: whole, settle })
      signal?.addEventListener('abort', () => {
        if (this.#pending.delete(req)) settle(unanswered)
      })
      this.#write(whole)
    })
  }

  on<T extends ServerMessage['type']>(
    type: T,
    listener: (message: ServerEvent<T>) => void,
  ): () => void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners)
    // Held under its own type's name only, so that it never meets another.
    const held = listener as (message: ServerMessage) => void
    listeners.add(held)
    return () => {
      listeners.delete(held)
    }
  }

  onState(listener: (state: SignalingState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => {
      this.#stateListeners.delete(listener)
    }
  }

  greet(): void {
    this.#write({ type: 'hello', v: PROTOCOL_VERSION, ...this.#deps.hello() })
  }

  probe(): void {
    if (this.state === 'waiting') {
      this.#connect()
      return
    }
    if (this.#cancelSilence !== null || !this.#write({ type: 'ping' })) return
    const socket = this.#socket
    this.#cancelSilence = this.#deps.timer(PONG_MS, () => {
      this.#cancelSilence = null
      if (socket !== null) this.#lost(socket)
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
    const socket = open(this.#deps.url)
    this.#socket = socket
    let bye: Ending = { code: null, retryMs: null }
    const cancelOpen = this.#deps.timer(OPEN_MS, () => {
      this.#lost(socket)
    })
    socket.addEventListener('open', () => {
      cancelOpen()
      if (socket !== this.#socket) return
      this.greet()
      // Whoever hears of it may ask anew, in place of what waited.
      const waited = [...this.#pending.values()]
      this.#set('open')
      for (const pending of waited) {
        if (this.#pending.get(pending.message.req) === pending) this.#write(pending.message)
      }
      this.#keepProbing()
    })
    socket.addEventListener('message', (event) => {
      // A late message of a socket that was given up.
      if (socket !== this.#socket) return
      this.#cancelSilence?.()
      this.#cancelSilence = null
      const message = parse((event as MessageEvent<unknown>).data, this.#deps.report ?? reportError)
      if (message === null) return
      if (message.type === 'bye') {
        bye = { code: message.code, retryMs: message.retryMs ?? null }
      }
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

  /** The socket is over or as good as over: plan the next, unless the server said not to. */
  #lost(socket: Socket, ending: Ending = { code: null, retryMs: null }): void {
    if (socket !== this.#socket) return
    this.#drop()
    const { urgent, random = Math.random } = this.#deps
    const wait = reconnectIn(ending, this.#failures, urgent(), random())
    this.#failures += 1
    if (wait === null) {
      this.close()
      return
    }
    this.#set('waiting')
    this.#cancelRetry = this.#deps.timer(wait, () => {
      this.#connect()
    })
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

/** Null for what this version does not know: a newer server may say more. */
function parse(data: unknown, report: (error: unknown) => void): ServerMessage | null {
  if (typeof data !== 'string') return null
  try {
    const parsed = v.safeParse(serverMessage, JSON.parse(data))
    if (parsed.success) return parsed.output
    report(new Error('a message of the server is not understood', { cause: parsed.issues }))
  } catch (error) {
    report(error)
  }
  return null
}
