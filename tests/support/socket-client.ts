/** A page's socket for tests: speaks the protocol's types, checks every message by its schema. */
import * as v from 'valibot'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'
import { serverMessage } from '../../protocol/signals.ts'
import type {
  CallView,
  ClientMessage,
  Reply,
  ReplyData,
  Request,
  ServerMessage,
  Welcome,
} from '../../protocol/signals.ts'
import { REQUESTS } from '../../push-server/contract/message-contract.ts'
import { PATIENCE_MS } from './until.ts'

export type MessageOf<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>
type Unnumbered<R> = R extends Request ? Omit<R, 'req'> : never
type Hello = Extract<ClientMessage, { type: 'hello' }>

/** Where a server listens. */
interface Place {
  readonly origin: string
  readonly port: number
}

interface Cookie {
  readonly cookie: string
}

/** How a socket was closed. */
export interface Closing {
  readonly code: number
  readonly reason: string
}

interface Waiting {
  readonly fits: (message: ServerMessage) => boolean
  readonly settle: (message: ServerMessage) => void
}

/** Fails where a reply holds what the description of its request does not name. */
function mustBeDescribed(type: Request['type'], reply: Reply): void {
  const { data, refusals } = REQUESTS[type]
  const held = reply.ok ? Object.keys(reply.data) : [reply.code]
  const named: readonly string[] = reply.ok ? data : refusals
  const other = held.find((name) => !named.includes(name))
  if (other === undefined) return
  throw new Error(`the description of ${type} does not name "${other}" of its reply`)
}

let ids = 0

/** An id that no other in this process has. */
export function freshId(kind: string): string {
  ids += 1
  return `${kind}-${process.pid}-${ids}`
}

export class SocketClient {
  readonly socket: WebSocket
  /** Everything that came, in order. */
  readonly received: ServerMessage[] = []
  readonly closed: Promise<Closing>
  #unread: ServerMessage[] = []
  #waiting: Waiting[] = []
  #req = 0

  constructor(url: string, options: ClientOptions) {
    this.socket = new WebSocket(url, { perMessageDeflate: false, ...options })
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data: Buffer) => this.#take(data.toString('utf8')))
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') }))
    })
  }

  /** Opens a socket as a page of this origin with this cookie; it closes when the test ends. */
  static async open(at: Place, device: Cookie): Promise<SocketClient> {
    const client = await SocketClient.connect(at, device)
    onTestFinished(() => client.socket.terminate())
    return client
  }

  /** Like `open`, but the test closes the socket itself: for tests that open very many. */
  static async connect(at: Place, { cookie }: Cookie): Promise<SocketClient> {
    const headers = { origin: at.origin, cookie }
    const client = new SocketClient(`ws://127.0.0.1:${at.port}/signal`, { headers })
    await new Promise<void>((resolve, reject) => {
      client.socket.once('open', () => resolve())
      client.socket.once('error', reject)
    })
    return client
  }

  #take(text: string): void {
    const message = v.parse(serverMessage, JSON.parse(text))
    this.received.push(message)
    const index = this.#waiting.findIndex(({ fits }) => fits(message))
    const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1)
    if (waiting === undefined) this.#unread.push(message)
    else waiting.settle(message)
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  /** Forgets the messages so far, so that a long test does not fill the memory. */
  forget(): void {
    this.received.length = 0
    this.#unread = []
  }

  /** Sends whatever this is. */
  sendRaw(data: string | Buffer, options: { binary?: boolean } = {}): void {
    this.socket.send(data, options)
  }

  /** Takes the first matching message of this type that was not taken yet, or waits for one. */
  async next<T extends ServerMessage['type']>(
    type: T,
    fits: (message: MessageOf<T>) => boolean = () => true,
  ): Promise<MessageOf<T>> {
    const matches = (message: ServerMessage) =>
      message.type === type && fits(message as MessageOf<T>)
    const index = this.#unread.findIndex(matches)
    const [found] = index < 0 ? [] : this.#unread.splice(index, 1)
    if (found !== undefined) return found as MessageOf<T>
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        const types = this.received.map((message) => message.type).join(', ')
        reject(new Error(`no "${type}" came that fits; there came: ${types}`))
      }, PATIENCE_MS)
      const settle = (message: ServerMessage) => {
        clearTimeout(late)
        resolve(message as MessageOf<T>)
      }
      this.#waiting.push({ fits: matches, settle })
    })
  }

  /** Sends a request and awaits its reply. */
  async request(message: Unnumbered<Request>): Promise<Reply> {
    this.#req += 1
    const req = this.#req
    this.send({ ...message, req })
    const reply = await this.next('reply', ({ req: answered }) => answered === req)
    mustBeDescribed(message.type, reply)
    return reply
  }

  /** The data of a request that must be carried out. */
  async ask(message: Unnumbered<Request>): Promise<ReplyData> {
    const reply = await this.request(message)
    if (!reply.ok) throw new Error(`${message.type} was refused: ${reply.code}`)
    return reply.data
  }

  /** The refusal of a request that must be refused. */
  async refusal(message: Unnumbered<Request>): Promise<Extract<Reply, { ok: false }>> {
    const reply = await this.request(message)
    if (reply.ok) throw new Error(`${message.type} was carried out`)
    return reply
  }

  async hello(more: Partial<Omit<Hello, 'type' | 'v'>> = {}): Promise<Welcome> {
    this.send({ type: 'hello', v: 1, page: 'app', visible: true, canSound: true, ...more })
    return this.next('welcome')
  }

  /** The call's next state that fits. */
  call(callId: string, fits: (call: CallView) => boolean = () => true): Promise<CallView> {
    return this.next('call', (message) => message.callId === callId && fits(message))
  }

  /** Resolves when all that was sent so far has been handled. */
  async settled(): Promise<void> {
    this.send({ type: 'ping' })
    await this.next('pong')
  }

  /** Everything of this type that came so far. */
  all<T extends ServerMessage['type']>(type: T): MessageOf<T>[] {
    return this.received.filter((message) => message.type === type) as MessageOf<T>[]
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed
  }
}
