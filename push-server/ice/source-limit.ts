/** Limits how many datagrams of a source are answered. */
import { limitKey } from '../http/client-address.ts'

/** A call sends two to eight; many people share an address behind a carrier's NAT. */
const PER_SECOND = 100
/** More sources than this in a second are forged: further ones get no answer. */
const MAX_SOURCES = 10_000
const WINDOW_MS = 1_000

/** Counts the datagrams of each source, in bounded memory. */
export class SourceLimit {
  readonly #counts = new Map<string, number>()
  #since = 0

  /** Whether one more datagram of this address is answered. `now` is in ms of a monotonic clock. */
  allows(address: string, now: number): boolean {
    if (now - this.#since >= WINDOW_MS) {
      this.#since = now
      this.#counts.clear()
    }
    const key = limitKey(address)
    const count = (this.#counts.get(key) ?? 0) + 1
    if (count > PER_SECOND || (count === 1 && this.#counts.size >= MAX_SOURCES)) return false
    this.#counts.set(key, count)
    return true
  }
}
