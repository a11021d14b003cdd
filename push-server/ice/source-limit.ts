/** How many datagrams a source may have answered: enough for a house full of calls. */
import { limitKey } from '../http/client-address.ts'

/** A call asks two to eight times; many people share an address behind a carrier's NAT. */
const PER_SECOND = 100
/** More sources than that in one second are forged: no more are taken in. */
const MAX_SOURCES = 10_000
const WINDOW_MS = 1_000

/** Counts what comes from each source, in bounded memory. */
export class SourceLimit {
  readonly #counts = new Map<string, number>()
  #since = 0

  /** Whether one more from this address is answered. `now`: ms of any clock that only goes on. */
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
