/** UDP as tests use it: a socket that asks, and ports that are free. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** Below Linux's range of outgoing ports (32768 and up). */
const LOWEST = 20_000
const HIGHEST = 32_000

async function bound(port: number, address: string): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, address, resolve)
  })
  return socket
}

/** A UDP port that nobody has now, in either family. */
export async function freeUdpPort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST)
    try {
      const socket = await bound(port, '::')
      await new Promise<void>((resolve) => socket.close(resolve))
      return port
    } catch {
      // Taken.
    }
  }
}

export class UdpClient {
  readonly #socket: Socket
  readonly #arrived: Buffer[] = []

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('message', (bytes) => this.#arrived.push(bytes))
  }

  /** A socket on this address, closed when the test ends. */
  static async open(address = '127.0.0.1', port = 0): Promise<UdpClient> {
    const client = new UdpClient(await bound(port, address))
    onTestFinished(() => void client.#socket.close())
    return client
  }

  get port(): number {
    return this.#socket.address().port
  }

  /** How many have arrived and were not taken. */
  get waiting(): number {
    return this.#arrived.length
  }

  send(bytes: Buffer, port: number, address = '127.0.0.1'): void {
    this.#socket.send(bytes, port, address)
  }

  /** The next datagram that has arrived or arrives. */
  async next(): Promise<Buffer> {
    for (;;) {
      const first = this.#arrived.shift()
      if (first !== undefined) return first
      await once(this.#socket, 'message')
    }
  }
}
