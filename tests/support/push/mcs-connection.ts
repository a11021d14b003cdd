/** The long-lived connection of one Chromium to Google's push service. */
import type { Socket } from 'node:net'
import { field, frame, FrameReader, MCS_VERSION, TAG, type Frame } from './mcs-wire.ts'

const UNAUTHORIZED = 401

/** Who logs in, by the numbers that the check-in gave. */
export interface Login {
  readonly deviceId: string
  readonly secret: string
  /** Messages that came before and that the browser had not acknowledged in time. */
  readonly received: readonly string[]
}

/** A message for the browser's push service, with what tells whose it is. */
export interface DataMessage {
  readonly id: string
  readonly body: Buffer
  readonly ttlS: number
  readonly acceptedAt: number
  /** The subscription's `applicationServerKey`, as it registered. */
  readonly from: string
  readonly category: string
  readonly subtype: string
}

export interface McsHandler {
  /** Whether the browser may come in. What waits for it may be sent from then on. */
  login(login: Login, connection: McsConnection): boolean
  loggedIn(connection: McsConnection): void
  acknowledged(id: string): void
  closed(connection: McsConnection): void
}

export class McsConnection {
  readonly #socket: Socket
  readonly #handler: McsHandler
  readonly #reader = new FrameReader()
  /** Sent on this connection, by its number in the stream; acknowledged by this number and above. */
  readonly #pending = new Map<number, string>()
  readonly #sent = new Set<string>()
  #received = 0
  #written = 0

  constructor(socket: Socket, handler: McsHandler) {
    this.#socket = socket
    this.#handler = handler
    socket.on('data', (bytes: Buffer) => {
      try {
        for (const one of this.#reader.read(bytes)) this.#onFrame(one)
      } catch {
        socket.destroy()
      }
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => handler.closed(this))
  }

  /** Sends a message once; the browser acknowledges it at once. */
  deliver(message: DataMessage): void {
    if (this.#sent.has(message.id)) return
    this.#sent.add(message.id)
    const property = (name: string, value: string) =>
      field.bytes(7, Buffer.concat([field.bytes(1, name), field.bytes(2, value)]))
    const { id, body, ttlS, acceptedAt, from, category, subtype } = message
    const content =
      body.length > 0 ? [property('content-encoding', 'aes128gcm'), field.bytes(21, body)] : []
    this.#send(
      TAG.dataMessage,
      field.bytes(3, from),
      field.bytes(5, category),
      property('subtype', subtype),
      ...content,
      field.bytes(9, id),
      field.integer(11, this.#received),
      field.integer(17, ttlS),
      field.integer(18, Math.floor(acceptedAt / 1000)),
      field.integer(24, 1),
    )
    this.#pending.set(this.#written, id)
  }

  cut(): void {
    this.#socket.destroy()
  }

  #send(tag: number, ...fields: readonly Buffer[]): void {
    const greeting = this.#written === 0 ? Buffer.from([MCS_VERSION]) : Buffer.alloc(0)
    this.#written += 1
    // Chromium wants a message whole: one write for all of it.
    this.#socket.write(Buffer.concat([greeting, frame(tag, ...fields)]))
  }

  #onFrame({ tag, fields }: Frame): void {
    this.#received += 1
    switch (tag) {
      case TAG.loginRequest: {
        const user = fields.text(1)
        const login = { deviceId: fields.text(3), secret: fields.text(5) }
        if (!this.#handler.login({ ...login, received: fields.texts(10) }, this)) {
          const error = Buffer.concat([field.integer(1, UNAUTHORIZED), field.bytes(2, 'unknown')])
          this.#send(TAG.loginResponse, field.bytes(1, user), field.bytes(3, error))
          this.#socket.end()
          return
        }
        const clock = field.integer(8, Date.now())
        this.#send(TAG.loginResponse, field.bytes(1, user), field.integer(6, this.#received), clock)
        this.#handler.loggedIn(this)
        return
      }
      case TAG.heartbeatPing:
        this.#acknowledge(Number(fields.integer(2)))
        this.#send(TAG.heartbeatAck, field.integer(2, this.#received))
        return
      case TAG.heartbeatAck:
        this.#acknowledge(Number(fields.integer(2)))
        return
      case TAG.iqStanza:
        this.#acknowledge(Number(fields.integer(10)))
        return
      case TAG.close:
        this.#socket.end()
        return
    }
  }

  #acknowledge(last: number): void {
    for (const [number, id] of this.#pending) {
      if (number > last) continue
      this.#pending.delete(number)
      this.#handler.acknowledged(id)
    }
  }
}
