/**
 * Makes the keys of the next messages while nothing is sent. Agreeing upon a key is most of what a push
 * costs, and a ring need not wait for it.
 */
import { deriveKey, isPublicKey } from './encryption.ts'
import type { MessageKey, SubscriptionKeys } from './encryption.ts'

/** Kept at most, some 500 bytes each: those of longest ago go first. */
export const MOST_AHEAD = 4_096
/** Nothing is made until nothing was sent for so long. */
export const QUIET_MS = 100
/** Made in one go, a few ms long, so that whoever calls then hardly waits. */
const BATCH = 8
/** Between two goes. */
const PAUSE_MS = 20

/** Makes ephemeral keys before they are needed, for a bounded number of subscriptions. */
export class KeysAhead {
  readonly #ready = new Map<string, MessageKey>()
  readonly #wanted = new Map<string, SubscriptionKeys>()
  #timer: NodeJS.Timeout | null = null
  #settling: (() => void)[] = []

  /** A key for one message, made ahead if there was time; the next is made when there is. */
  take(keys: SubscriptionKeys): MessageKey {
    const name = nameOf(keys)
    const key = this.#ready.get(name) ?? deriveKey(keys)
    this.#ready.delete(name)
    this.expect(keys)
    return key
  }

  /** A message may go to this subscription. */
  expect(keys: SubscriptionKeys): void {
    const name = nameOf(keys)
    if (!this.#ready.has(name)) this.#wanted.set(name, keys)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#later(QUIET_MS)
  }

  /** Resolves when all that is expected has its key. */
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
      // Who sends there hears what is wrong with it; nobody would catch it here.
      if (isPublicKey(keys.p256dh)) this.#keep(name, deriveKey(keys))
    }
    for (const settle of this.#settling.splice(0)) settle()
  }

  #keep(name: string, key: MessageKey): void {
    this.#ready.set(name, key)
    if (this.#ready.size <= MOST_AHEAD) return
    for (const oldest of this.#ready.keys()) {
      this.#ready.delete(oldest)
      return
    }
  }
}

const nameOf = ({ p256dh, auth }: SubscriptionKeys) => `${p256dh}.${auth}`
