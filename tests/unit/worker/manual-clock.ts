/** A clock that the test advances. */
import type { Clock } from '../../../pwa/worker/clock.ts'

interface Waiting {
  readonly at: number
  readonly done: () => void
}

export class ManualClock implements Clock {
  #now: number
  #waiting: Waiting[] = []

  constructor(now = 1_700_000_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const waiting = { at: this.#now + ms, done }
      this.#waiting.push(waiting)
      signal?.addEventListener('abort', done)
    })
  }

  /** Lets so much time pass; whatever is due in it is done, in its order. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (;;) {
      const due = this.#waiting.toSorted((a, b) => a.at - b.at)[0]
      if (due === undefined || due.at > end) break
      this.#now = Math.max(this.#now, due.at)
      due.done()
      await settle()
    }
    this.#now = end
    await settle()
  }
}

/** Waits a few turns of the event loop, so that all promises that can settle do. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}
