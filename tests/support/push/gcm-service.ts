/**
 * Google's push service, as real Chromium needs it: check-in and registration by HTTP, messages by
 * a connection over TLS. It lives in memory: a profile that knew an earlier one must go with it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:tls'
import { buffer } from 'node:stream/consumers'
import { GcmDevices, type Device } from './gcm-devices.ts'
import { HOST, listen, type Listening } from './listening.ts'
import { McsConnection, type Login } from './mcs-connection.ts'
import type { PushMessage } from './message-queue.ts'
import { PushNetwork } from './push-network.ts'
import { PushStandIn, type Mailbox, type StandInOptions } from './push-stand-in.ts'
import { until } from '../until.ts'

/** The second is where Chromium that is not Chrome sends, if it is not told otherwise. */
const HOSTS = ['fcm.googleapis.com', 'jmt17.google.com']
const PATH = /^\/(?:fcm\/send|wp|preprod\/wp)\/(.+)$/

/** Makes every endpoint one at fcm.googleapis.com, as Chrome has it. */
const PRODUCTION_ENDPOINTS = '--enable-features=PushMessagingGcmEndpointWebpushPath'

export class GcmService extends PushStandIn {
  readonly #devices = new GcmDevices()
  #web: Listening | null = null
  #messages: Listening | null = null

  static async start(options: StandInOptions = {}): Promise<GcmService> {
    const service = new GcmService(options.network ?? (await PushNetwork.start()), options)
    await service.open(HOSTS)
    service.#web = await listen(
      createServer((request, response) => {
        service.#onBrowser(request, response).catch(() => response.destroy())
      }),
    )
    const { key, cert } = service.network.certificate
    const tls = createTlsServer(
      { key, cert },
      (socket) => new McsConnection(socket, service.#handler),
    )
    service.#messages = await listen(tls)
    return service
  }

  /** What Chromium is to be started with. */
  get chromiumArgs(): readonly string[] {
    if (!this.#web || !this.#messages) throw new Error('the push service has not started')
    return [
      `--gcm-checkin-url=http://${HOST}:${this.#web.port}/checkin`,
      `--gcm-registration-url=http://${HOST}:${this.#web.port}/register`,
      `--gcm-mcs-endpoint=https://${HOST}:${this.#messages.port}`,
      `--ignore-certificate-errors-spki-list=${this.network.certificate.spki}`,
      PRODUCTION_ENDPOINTS,
    ]
  }

  /** Waits until so many browsers are connected. */
  async online(count = 1): Promise<void> {
    const connected = () => this.#devices.all.filter(({ connection }) => connection !== null)
    await until(`${count} browsers at the push service`, () => connected().length >= count)
  }

  /** Disconnects all browsers. One that connected within the last 10 s returns after 30 s. */
  disconnectBrowsers(): void {
    for (const { connection } of this.#devices.all) connection?.cut()
  }

  override end(endpoint: string): void {
    const token = tokenOf(endpoint)
    if (token !== null) this.#devices.end(token)
  }

  override async close(): Promise<void> {
    await Promise.all([this.#web?.close(), this.#messages?.close()])
    await super.close()
  }

  protected override find(endpoint: string): Mailbox | null {
    const token = tokenOf(endpoint)
    const registration = token === null ? null : this.#devices.registration(token)
    if (!registration) return null
    return {
      applicationServerKey: registration.sender,
      deliver: (message: PushMessage) => {
        registration.queue.add(message)
        this.#flush(registration.device)
        if (message.ttlS === 0) registration.queue.remove(message.id)
      },
    }
  }

  #flush(device: Device): void {
    for (const { queue, sender: from, category, subtype } of this.#devices.of(device)) {
      for (const message of queue.waiting(this.now())) {
        device.connection?.deliver({ ...message, from, category, subtype })
      }
    }
  }

  async #onBrowser(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    if (request.url === '/checkin') {
      response.writeHead(200, { 'content-type': 'application/x-protobuf' })
      response.end(this.#devices.checkIn(body))
    } else if (request.url === '/register') {
      const form = new URLSearchParams(body.toString())
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end(this.#devices.register(request.headers.authorization ?? '', form))
    } else {
      response.writeHead(404).end()
    }
  }

  readonly #handler = {
    login: ({ deviceId, secret, received }: Login, connection: McsConnection) => {
      const device = this.#devices.device(deviceId, secret)
      if (!device) return false
      for (const id of received) this.#acknowledged(id)
      device.connection?.cut()
      device.connection = connection
      return true
    },
    loggedIn: (connection: McsConnection) => {
      const device = this.#devices.all.find((one) => one.connection === connection)
      if (device) this.#flush(device)
    },
    acknowledged: (id: string) => this.#acknowledged(id),
    closed: (connection: McsConnection) => {
      for (const device of this.#devices.all) {
        if (device.connection === connection) device.connection = null
      }
    },
  }

  #acknowledged(id: string): void {
    for (const device of this.#devices.all) {
      for (const { queue } of this.#devices.of(device)) queue.remove(id)
    }
  }
}

function tokenOf(endpoint: string): string | null {
  const { hostname, pathname } = new URL(endpoint)
  const token = HOSTS.includes(hostname) ? PATH.exec(pathname)?.[1] : undefined
  return token === undefined ? null : decodeURIComponent(token)
}
