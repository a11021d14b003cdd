/**
 * A bad network between browsers and a relay server: UDP ports that forward to the relay, each with a way up and a way
 * down whose faults are set while it runs.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** One direction. Times in ms. */
export interface WayFaults {
  readonly delayMs: number
  /** The delay wanders evenly by this much to both sides. */
  readonly jitterMs?: number
  /** Share of packets. */
  readonly loss?: number
  /** Lost packets come in runs of this length on average. */
  readonly burst?: number
  /** The rate, kbit/s, and how much time's worth of data may wait for it. */
  readonly kbit?: number
  readonly queueMs?: number
  /** Whether the link drops every packet. */
  readonly dark?: boolean
}

export interface LinkFaults {
  readonly up: WayFaults
  readonly down: WayFaults
}

/** What IP and UDP add to a datagram on the wire, bytes. */
const HEADERS = 28
/** The delay of a way that wanders is drawn anew this often, ms. */
const WANDER_MS = 40
const BUFFER_BYTES = 1 << 21
const PERFECT: WayFaults = { delayMs: 0 }

interface Waiting {
  readonly due: number
  readonly deliver: () => void
}

/** One direction. Packets stay in order. */
class Way {
  faults = PERFECT
  readonly #waiting: Waiting[] = []
  #timer: NodeJS.Timeout | null = null
  #freeAt = 0
  #lastDue = 0
  #isBad = false
  #wander = 0
  #drawnAt = 0

  push(bytes: number, deliver: () => void): void {
    const { delayMs, jitterMs = 0, kbit, queueMs = 1_000, dark = false } = this.faults
    const now = performance.now()
    if (dark || this.#loses()) return
    let leaves = now
    if (kbit !== undefined) {
      const begins = Math.max(now, this.#freeAt)
      if (begins - now > queueMs) return
      this.#freeAt = begins + ((bytes + HEADERS) * 8) / kbit
      leaves = this.#freeAt
    }
    if (now - this.#drawnAt > WANDER_MS) {
      this.#drawnAt = now
      this.#wander = (Math.random() * 2 - 1) * jitterMs
    }
    this.#lastDue = Math.max(this.#lastDue, leaves + Math.max(0, delayMs + this.#wander))
    this.#waiting.push({ due: this.#lastDue, deliver })
    if (this.#timer === null) this.#arm()
  }

  /** Each by itself, or (Gilbert's model) in runs of `burst` on average. */
  #loses(): boolean {
    const { loss = 0, burst = 1 } = this.faults
    if (loss === 0) return false
    if (burst <= 1) return Math.random() < loss
    const turnsBad = loss / (burst * (1 - loss))
    this.#isBad = this.#isBad ? Math.random() >= 1 / burst : Math.random() < turnsBad
    return this.#isBad
  }

  #arm(): void {
    const [first] = this.#waiting
    if (first === undefined) return
    this.#timer = setTimeout(() => this.#flush(), Math.max(0, first.due - performance.now()))
  }

  #flush(): void {
    this.#timer = null
    const until = performance.now() + 0.5
    for (let [first] = this.#waiting; first !== undefined && first.due <= until;) {
      first.deliver()
      this.#waiting.shift()
      first = this.#waiting[0]
    }
    this.#arm()
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: BUFFER_BYTES })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

/** Opens a link in front of the relay on port `relay`. Browsers have to use the port of the link instead. */
export interface BadLink {
  readonly port: number
  set(faults: LinkFaults): void
  close(): void
}

export async function openBadLink(relay: number): Promise<BadLink> {
  const [up, down] = [new Way(), new Way()]
  const outer = await openSocket()
  /** Every port of the browser gets a socket of its own towards the relay, as behind a router. */
  const inner = new Map<number, Promise<Socket>>()
  async function openInner({ port, address }: { port: number; address: string }): Promise<Socket> {
    const socket = await openSocket()
    socket.on('message', (back) =>
      down.push(back.length, () => {
        if (!isClosed) outer.send(back, port, address)
      }),
    )
    return socket
  }
  let isClosed = false
  outer.on('message', (bytes, from) => {
    up.push(bytes.length, () => {
      if (isClosed) return
      const opened = inner.get(from.port) ?? openInner(from)
      inner.set(from.port, opened)
      void opened.then((socket) => {
        if (!isClosed) socket.send(bytes, relay, '127.0.0.1')
      })
    })
  })
  return {
    port: outer.address().port,
    set(faults) {
      up.faults = faults.up
      down.faults = faults.down
    },
    close() {
      isClosed = true
      outer.close()
      for (const opened of inner.values()) void opened.then((socket) => socket.close())
    },
  }
}
