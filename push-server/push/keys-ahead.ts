/**
 * Derives the keys of the next messages while nothing is sent. That is most of the work of encrypting a
 * push, and a ring does not have to wait for it.
 */
import { keepNewest } from '../keep-newest.ts'
import { deriveKey, isPublicKey, type MessageKey, type SubscriptionKeys } from './encryption.ts'

/** Cached at most, some 500 bytes each; the oldest are dropped first. */
export const MOST_AHEAD = 4_096
/** Keys are made once nothing has been sent for this long. */
export const QUIET_MS = 100
/** Keys made at once: a few ms of work, so that a call hardly has to wait. */
const BATCH = 8
/** Between two batches. */
const PAUSE_MS = 20

/** Caches one unused key for each of a bounded number of subscriptions. */
export class KeysAhead {
  readonly #ready = new Map<string, MessageKey>()
  readonly #wanted = new Map<string, SubscriptionKeys>()
  #timer: NodeJS.Timeout | null = null
  #settling: (() => void)[] = []

  /** A key for one message: cached, or made now. The next one is made later. */
  take(keys: SubscriptionKeys): MessageKey {
    const name = nameOf(keys)
    const key = this.#ready.get(name) ?? deriveKey(keys)
    this.#ready.delete(name)
    this.expect(keys)
    return key
  }

  /** Makes a key for this subscription later. */
  expect(keys: SubscriptionKeys): void {
    const name = nameOf(keys)
    if (!this.#ready.has(name)) this.#wanted.set(name, keys)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#later(QUIET_MS)
  }

  /** Resolves when all expected keys are made. */
  async settled(): Promise<void> {
    if (this.#wanted.size > 0) await new Promise<void>((resolve) => this.#settling.push(resolve))
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#wanted.clear()
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => this.#make(), ms)
    this.#timer.unref()
  }

  #make(): void {
    let left = BATCH
    for (const [name, keys] of this.#wanted) {
      if (left === 0) return this.#later(PAUSE_MS)
      left -= 1
      this.#wanted.delete(name)
      // An invalid key throws when a message is sent; nobody would catch it here.
      if (isPublicKey(keys.p256dh)) keepNewest(this.#ready, name, deriveKey(keys), MOST_AHEAD)
    }
    for (const settle of this.#settling.splice(0)) settle()
  }
}

const nameOf = ({ p256dh, auth }: SubscriptionKeys) => `${p256dh}.${auth}`
