/** One direction of a modelled network: a rate behind a bounded queue, delay, wandering delay, and loss. */

export interface WayFaults {
  /** Each way, ms. */
  readonly delayMs: number
  /** The delay wanders evenly by this much to both sides, ms. */
  readonly jitterMs?: number
  /** Share of packets. */
  readonly loss?: number
  /** Bits a second; without one the way is as wide as anybody wants. */
  readonly rate?: number
  /** What does not fit into the queue is lost, ms. */
  readonly queueMs?: number
  /** Whether the link drops every packet. */
  readonly dark?: boolean
}

/** A wandering delay is drawn anew this often, ms. */
const WANDER_MS = 40

export class SimulatedWay {
  faults: WayFaults
  readonly #random: () => number
  /** Bits that wait. */
  #waiting = 0
  #wander = 0
  #drawnAt = -Infinity

  constructor(faults: WayFaults, random: () => number) {
    this.faults = faults
    this.#random = random
  }

  /** Lets time pass; `atMs` is the end of it. */
  pass(ms: number, atMs: number): void {
    const { rate, jitterMs = 0 } = this.faults
    this.#waiting = rate === undefined ? 0 : Math.max(0, this.#waiting - (rate * ms) / 1000)
    if (atMs - this.#drawnAt < WANDER_MS) return
    this.#drawnAt = atMs
    this.#wander = (this.#random() * 2 - 1) * jitterMs
  }

  /** How long what is sent now waits in the queue, ms. */
  get queuedMs(): number {
    const { rate } = this.faults
    return rate === undefined ? 0 : (this.#waiting * 1000) / rate
  }

  /** Sends a packet. Returns how long it takes, ms; null: it is lost. */
  send(bits: number): number | null {
    const { delayMs, loss = 0, rate, queueMs = 1_000, dark = false } = this.faults
    if (dark || this.#random() < loss) return null
    const { queuedMs } = this
    if (rate !== undefined && queuedMs > queueMs) return null
    if (rate !== undefined) this.#waiting += bits
    return Math.max(0, delayMs + this.#wander + queuedMs)
  }
}
