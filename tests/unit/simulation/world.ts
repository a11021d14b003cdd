/** A clock, random numbers and a queue of events: the same seed makes the same world. */
import { randomFrom } from '../../support/unruly.ts'

/** A fault that a schedule has found. */
export class Fault extends Error {}

interface Due {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

export class World {
  /** Milliseconds since the schedule began. */
  now = 0
  /** Sockets lose, repeat and reorder messages; else they only break. */
  readonly lossy: boolean
  /** Chaos is over: nothing fails any more. */
  calm = false
  readonly log: string[] = []
  readonly #random: () => number
  readonly #heap: Due[] = []
  #order = 0
  #ids = 0

  constructor(seed: number) {
    this.#random = randomFrom(seed)
    this.lossy = this.chance(0.5)
  }

  chance(probability: number): boolean {
    return this.#random() < probability
  }

  /** A whole number from `low` to `high`. */
  between(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1))
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[this.between(0, from.length - 1)]
  }

  newId(kind: string): string {
    this.#ids += 1
    return `${kind}${String(this.#ids)}`
  }

  note(text: string): void {
    this.log.push(`${String(this.now)} ${text}`)
  }

  /** Does something after a delay. */
  later(ms: number, run: () => void): void {
    this.#order += 1
    const due = { at: this.now + ms, order: this.#order, run }
    const heap = this.#heap
    let index = heap.push(due) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(due, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = due
  }

  /** Lets time pass until a moment. */
  runUntil(end: number): void {
    for (;;) {
      const next = this.#heap[0]
      if (next === undefined || next.at > end) break
      this.#takeFirst()
      this.now = next.at
      next.run()
    }
    this.now = end
  }

  #takeFirst(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const left = heap[2 * index + 1]
      const right = heap[2 * index + 2]
      const isRight = left !== undefined && right !== undefined && isBefore(right, left)
      const child = isRight ? right : left
      if (child === undefined || !isBefore(child, last)) break
      heap[index] = child
      index = 2 * index + (isRight ? 2 : 1)
    }
    heap[index] = last
  }
}

function isBefore(one: Due, other: Due): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order)
}
