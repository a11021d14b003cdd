/** One way to a STUN or TURN server for requests, over UDP, TCP or TLS (RFC 8489, section 6.2). */
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect as connectTcp, isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { IceUrl } from './ice-url.ts'
import { TRANSACTION_BYTES, HEADER_BYTES, saidLength } from './stun-message.ts'

/** A server that has not answered within this, in ms, does not. */
const PATIENCE_MS = 5_000
/** First wait before a datagram is sent again, in ms; it doubles (section 6.2.1). */
const RETRY_MS = 500

/** The server is there, and did not answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** A way to one STUN or TURN server. */
export interface StunChannel {
  /** Sends a request; its answer is the message with the same transaction. @throws NoAnswer, the system's error */
  ask(request: Buffer): Promise<Buffer>
  close(): void
}

/** Hands on the answers of requests that wait, whatever brings them. */
class Waiting {
  readonly #byTransaction = new Map<
    string,
    { take(bytes: Buffer): void; fail(error: Error): void }
  >()
  #error: Error | null = null

  static #idOf(message: Buffer): string {
    return message.toString('hex', HEADER_BYTES - TRANSACTION_BYTES, HEADER_BYTES)
  }

  arrived(message: Buffer): void {
    this.#byTransaction.get(Waiting.#idOf(message))?.take(message)
  }

  failed(error: Error): void {
    this.#error = error
    for (const { fail } of this.#byTransaction.values()) fail(error)
  }

  async answerTo(request: Buffer, send: () => void, again: boolean): Promise<Buffer> {
    const id = Waiting.#idOf(request)
    const timers: NodeJS.Timeout[] = []
    try {
      return await new Promise<Buffer>((take, fail) => {
        if (this.#error !== null) return fail(this.#error)
        this.#byTransaction.set(id, { take, fail })
        timers.push(setTimeout(() => fail(new NoAnswer('no answer')), PATIENCE_MS))
        for (let at = RETRY_MS, wait = RETRY_MS; again && at < PATIENCE_MS; at += wait *= 2) {
          timers.push(setTimeout(send, at))
        }
        send()
      })
    } finally {
      timers.forEach(clearTimeout)
      this.#byTransaction.delete(id)
    }
  }
}

async function openUdp({ host, port }: IceUrl): Promise<StunChannel> {
  const { address } = await lookup(host)
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4')
  const waiting = new Waiting()
  socket.on('message', (bytes) => waiting.arrived(bytes))
  // Connected, so that a port at which nobody listens is told by the system.
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, address, resolve)
  })
  socket.on('error', (error) => waiting.failed(error))
  return {
    ask: (request) => waiting.answerTo(request, () => socket.send(request), true),
    close: () => void socket.close(),
  }
}

async function openStream(url: IceUrl): Promise<StunChannel> {
  const { host, port } = url
  const isTls = url.transport === 'tls'
  const servername = isIP(host) === 0 ? { servername: host } : {}
  const socket: Socket = isTls
    ? connectTls({ host, port, ...servername })
    : connectTcp({ host, port })
  const late = setTimeout(() => socket.destroy(new NoAnswer('no connection')), PATIENCE_MS)
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect')
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(late)
  }
  const waiting = new Waiting()
  let rest = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const length = saidLength(rest)
      if (length === null || rest.length < length) return
      waiting.arrived(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
  socket.on('error', (error) => waiting.failed(error))
  socket.on('close', () => waiting.failed(new NoAnswer('the server closed the connection')))
  return {
    ask: (request) => waiting.answerTo(request, () => void socket.write(request), false),
    close: () => void socket.destroy(),
  }
}

/** Connects. @throws NoAnswer, the system's or TLS's error */
export async function openChannel(url: IceUrl): Promise<StunChannel> {
  switch (url.transport) {
    case 'udp':
      return openUdp(url)
    case 'tcp':
    case 'tls':
      return openStream(url)
    case 'dtls':
      throw new Error('TLS over UDP is not spoken here')
    default:
      return url.transport satisfies never
  }
}
