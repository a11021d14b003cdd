import type { Timer } from '../../../pwa/platform/timer.ts'

interface Due {
  readonly at: number
  readonly callback: () => void
}

/** A clock that the test moves. */
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

  /** In how many ms the next timer is due; null: there is none. */
  get next(): number | null {
    return this.#due.length === 0 ? null : Math.min(...this.#due.map(({ at }) => at)) - this.now
  }

  /** Lets time pass, and fires the timers that are due in their order. */
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
