/** Browsers that checked in at Google's push service, and the subscriptions that they registered. */
import { randomBytes } from 'node:crypto'
import type { McsConnection } from './mcs-connection.ts'
import { field, Fields } from './mcs-wire.ts'
import { MessageQueue } from './message-queue.ts'

export interface Device {
  readonly id: string
  readonly secret: string
  connection: McsConnection | null
}

export interface Registration {
  readonly token: string
  readonly device: Device
  /** Of the app in the browser, as it registered; messages carry it back. */
  readonly category: string
  readonly subtype: string
  /** The subscription's `applicationServerKey`. */
  readonly sender: string
  readonly queue: MessageQueue
}

/** Positive, as Chromium reads it. */
const randomNumber = () => (randomBytes(8).readBigUInt64BE() >> 1n) | 1n

export class GcmDevices {
  readonly #devices = new Map<string, Device>()
  readonly #registrations = new Map<string, Registration>()

  /** Answers a check-in: the browser's numbers, new ones the first time. */
  checkIn(body: Buffer): Buffer {
    const asked = new Fields(body)
    let [id, secret] = [asked.integer(2), asked.integer(13)]
    const known = this.#devices.get(id.toString())
    if (known?.secret !== secret.toString()) {
      ;[id, secret] = [randomNumber(), randomNumber()]
      const device = { id: id.toString(), secret: secret.toString(), connection: null }
      this.#devices.set(device.id, device)
    }
    return Buffer.concat([
      field.integer(1, 1),
      field.integer(3, Date.now()),
      field.fixed64(7, id),
      field.fixed64(8, secret),
      field.integer(9, 0),
    ])
  }

  /** Answers a registration, or the end of one. */
  register(authorization: string, form: URLSearchParams): string {
    const [, id = '', secret = ''] = /^AidLogin (\d+):(\d+)$/.exec(authorization) ?? []
    const device = this.device(id, secret)
    if (!device) return 'Error=AUTHENTICATION_FAILED'
    const get = (name: string) => form.get(name) ?? ''
    const [app, subtype, sender] = [get('appid'), get('X-subtype'), get('sender')]
    if (get('delete') === 'true') {
      for (const one of this.of(device)) {
        const isIt = one.subtype === subtype && (sender === '*' || one.sender === sender)
        if (isIt) this.end(one.token)
      }
      return `token=${app}`
    }
    const token = `${app}:${randomBytes(32).toString('base64url')}`
    const queue = new MessageQueue()
    const registration = { token, device, category: get('app'), subtype, sender, queue }
    this.#registrations.set(token, registration)
    return `token=${token}`
  }

  /** The browser with these numbers. */
  device(id: string, secret: string): Device | null {
    const device = this.#devices.get(id)
    return device?.secret === secret ? device : null
  }

  get all(): readonly Device[] {
    return [...this.#devices.values()]
  }

  of(device: Device): readonly Registration[] {
    return [...this.#registrations.values()].filter((one) => one.device === device)
  }

  registration(token: string): Registration | null {
    return this.#registrations.get(token) ?? null
  }

  end(token: string): void {
    this.#registrations.delete(token)
  }
}
