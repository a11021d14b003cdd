/**
 * Mozilla's push service (autopush), as real Firefox needs it: a WebSocket on which it registers
 * subscriptions and gets messages. It lives in memory.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { parseFrame, type AutopushFrame } from './autopush-frames.ts'
import { HOST, listen, type Listening } from './listening.ts'
import { MessageQueue, type PushMessage } from './message-queue.ts'
import { PushNetwork } from './push-network.ts'
import { PushStandIn, type Mailbox, type StandInOptions } from './push-stand-in.ts'
import { withoutPadding } from './vapid-check.ts'
import { until } from '../until.ts'

const PRODUCTION_HOST = 'updates.push.services.mozilla.com'
const PATH = '/wpush/v2/'
const SUBPROTOCOL = 'push-notification'
/** Firefox waits so long before it connects again; 5 s if not said. */
const RECONNECT_MS = 200

interface FirefoxBrowser {
  readonly uaid: string
  socket: WebSocket | null
}

interface Channel {
  readonly endpoint: string
  readonly browser: FirefoxBrowser
  readonly channelID: string
  readonly applicationServerKey: string | null
  readonly queue: MessageQueue
}

export interface MozillaOptions extends StandInOptions {
  /** The host in endpoints: Mozilla's, or this machine's address and port. */
  readonly host?: 'production' | 'own'
}

export class MozillaPushService extends PushStandIn {
  /** All that browsers said, for a test that looks at how they acknowledge. */
  readonly frames: AutopushFrame[] = []
  readonly #isOwn: boolean
  readonly #browsers = new Map<string, FirefoxBrowser>()
  readonly #channels = new Map<string, Channel>()
  readonly #http = createServer((_request, response) => response.writeHead(426).end())
  #listening: Listening | null = null

  private constructor(network: PushNetwork, options: MozillaOptions) {
    super(network, options)
    this.#isOwn = options.host === 'own'
    const handleProtocols = (offered: Set<string>) => offered.has(SUBPROTOCOL) && SUBPROTOCOL
    const sockets = new WebSocketServer({ server: this.#http, handleProtocols })
    sockets.on('connection', (socket) => this.#onSocket(socket))
  }

  static async start(options: MozillaOptions = {}): Promise<MozillaPushService> {
    const service = new MozillaPushService(options.network ?? (await PushNetwork.start()), options)
    await service.open(service.#isOwn ? [] : [PRODUCTION_HOST])
    service.#listening = await listen(service.#http)
    return service
  }

  /** What Firefox is to be started with. */
  get firefoxPrefs(): Readonly<Record<string, string | number | boolean>> {
    if (!this.#listening) throw new Error('the push service has not started')
    return {
      'dom.push.serverURL': `ws://${HOST}:${this.#listening.port}/`,
      'dom.push.testing.allowInsecureServerURL': true,
      // A browser under control has it off.
      'dom.push.connection.enabled': true,
      'dom.push.retryBaseInterval': RECONNECT_MS,
    }
  }

  /** Origin of the endpoints: what `PEAL_PUSH_HOSTS` needs where it is this machine's. */
  get origin(): string {
    return this.#isOwn ? this.ownOrigin : `https://${PRODUCTION_HOST}`
  }

  /** Waits until so many browsers are connected. */
  async online(count = 1): Promise<void> {
    const connected = () => [...this.#browsers.values()].filter(({ socket }) => socket !== null)
    await until(`${count} browsers at the push service`, () => connected().length >= count)
  }

  /** Cuts every browser off; they come back at once. */
  disconnectBrowsers(): void {
    for (const { socket } of this.#browsers.values()) socket?.terminate()
  }

  /** Takes every subscription away; browsers fire `pushsubscriptionchange` when they come back. */
  forgetBrowsers(): void {
    const browsers = [...this.#browsers.values()]
    this.#channels.clear()
    this.#browsers.clear()
    for (const { socket } of browsers) socket?.terminate()
  }

  override end(endpoint: string): void {
    this.#channels.delete(endpoint)
  }

  override async close(): Promise<void> {
    await this.#listening?.close()
    await super.close()
  }

  protected override find(endpoint: string): Mailbox | null {
    const channel = this.#channels.get(endpoint)
    if (!channel) return null
    return {
      applicationServerKey: channel.applicationServerKey,
      deliver: (message) => {
        channel.queue.add(message)
        this.#send(channel, message)
        if (message.ttlS === 0) channel.queue.remove(message.id)
      },
    }
  }

  #send({ browser, channelID }: Channel, { id: version, body }: PushMessage): void {
    const content =
      body.length > 0
        ? { data: body.toString('base64url'), headers: { encoding: 'aes128gcm' } }
        : {}
    const notification = { messageType: 'notification', channelID, version, ...content }
    browser.socket?.send(JSON.stringify(notification))
  }

  #onSocket(socket: WebSocket): void {
    let browser: FirefoxBrowser | null = null
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      if (browser?.socket === socket) browser.socket = null
    })
    socket.on('message', (data: Buffer) => {
      try {
        const said = parseFrame(data.toString())
        this.frames.push(said)
        if (said.messageType === 'hello') browser = this.#hello(socket, said.uaid)
        else if (browser) this.#onFrame(said, browser, socket)
        else socket.close()
      } catch {
        socket.close()
      }
    })
  }

  #hello(socket: WebSocket, uaid: string): FirefoxBrowser {
    const fresh = { uaid: randomBytes(16).toString('hex'), socket: null }
    const browser = this.#browsers.get(uaid) ?? fresh
    this.#browsers.set(browser.uaid, browser)
    browser.socket = socket
    const answer = { status: 200, uaid: browser.uaid, use_webpush: true, broadcasts: {} }
    socket.send(JSON.stringify({ messageType: 'hello', ...answer }))
    for (const channel of this.#of(browser)) {
      for (const message of channel.queue.waiting(this.now())) this.#send(channel, message)
    }
    return browser
  }

  #onFrame(said: AutopushFrame, browser: FirefoxBrowser, socket: WebSocket): void {
    const answer = (more: object) => socket.send(JSON.stringify(more))
    switch (said.messageType) {
      case 'ping':
        return answer({})
      case 'register': {
        const { channelID, key } = said
        const endpoint = `${this.origin}${PATH}${randomBytes(32).toString('base64url')}`
        const applicationServerKey = key === undefined ? null : withoutPadding(key)
        const queue = new MessageQueue()
        this.#channels.set(endpoint, { endpoint, browser, channelID, applicationServerKey, queue })
        return answer({
          ...{ messageType: 'register', channelID },
          status: 200,
          pushEndpoint: endpoint,
        })
      }
      case 'unregister': {
        const { channelID } = said
        const channel = this.#of(browser).find((one) => one.channelID === channelID)
        if (channel) this.end(channel.endpoint)
        return answer({ messageType: 'unregister', channelID, status: 200 })
      }
      case 'ack':
        for (const { version } of said.updates) {
          for (const { queue } of this.#of(browser)) queue.remove(version)
        }
        return
      case 'broadcast_subscribe':
        return answer({ messageType: 'broadcast', broadcasts: {} })
      case 'hello':
      case 'nack':
        return
    }
  }

  #of(browser: FirefoxBrowser): readonly Channel[] {
    return [...this.#channels.values()].filter((channel) => channel.browser === browser)
  }
}
