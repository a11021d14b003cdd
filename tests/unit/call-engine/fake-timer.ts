import type { Timer } from '../../../pwa/platform/timer.ts'

interface Due {
  readonly at: number
  readonly callback: () => void
}

/** A clock that moves when it is told to. */
export class FakeTimer {
  now = 0
  #due: Due[] = []

  readonly timer: Timer = (ms, callback) => {
    const due: Due = { at: this.now + ms, callback }
    this.#due.push(due)
    return () => {
      this.#due = this.#due.filter((each) => each !== due)
    }
  }

  /** When the next one is due, from now; null: none waits. */
  get next(): number | null {
    return this.#due.length === 0 ? null : Math.min(...this.#due.map(({ at }) => at)) - this.now
  }

  /** Lets time pass, calling back what falls due in its order. */
  pass(ms: number): void {
    const end = this.now + ms
    for (;;) {
      const [first] = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (first === undefined) break
      this.#due = this.#due.filter((each) => each !== first)
      this.now = first.at
      first.callback()
    }
    this.now = end
  }
}
