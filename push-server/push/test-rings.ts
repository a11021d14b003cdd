/**
 * Test rings: each step of one, told to whoever waits for the next. Kept in memory: a test is over in
 * half a minute, and a restart in between is something it shows.
 */
import type { TestReport, TestState } from '../../protocol/push.ts'
import type { Clock } from '../clock.ts'
import { randomId, randomToken } from '../random.ts'

/** So long a test rings, and so long at most a reader is held. */
export const TEST_RING_MS = 20_000
/** How it went can be read for so long. */
const KEPT_MS = 120_000

type Step = TestState['steps'][number]

interface TestRing {
  readonly id: string
  readonly token: string
  readonly deviceId: string
  readonly startedAt: number
  readonly steps: Step[]
  readonly waiting: Set<() => void>
}

/** Steps after which nothing more comes. */
const LAST: ReadonlySet<Step['step']> = new Set(['refused', 'not-shown', 'pressed'])

/** The test rings of the last two minutes, one for each device. */
export class TestRings {
  readonly #clock: Clock
  readonly #byId = new Map<string, TestRing>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** A device's new test ring; its former one is forgotten. */
  start(deviceId: string): { readonly id: string; readonly token: string } {
    this.#sweep()
    for (const ring of this.#byId.values()) if (ring.deviceId === deviceId) this.#forget(ring)
    const ring: TestRing = {
      id: randomId(),
      token: randomToken(),
      deviceId,
      startedAt: this.#clock.now(),
      steps: [],
      waiting: new Set(),
    }
    this.#byId.set(ring.id, ring)
    return ring
  }

  /** Notes a step, once; of a test that is not known (any more), nothing. */
  note(testId: string, step: Step['step'], detail?: string): void {
    const ring = this.#byId.get(testId)
    if (ring === undefined || ring.steps.some((each) => each.step === step)) return
    const afterMs = Math.max(0, this.#clock.now() - ring.startedAt)
    ring.steps.push({ step, afterMs, ...(detail === undefined ? {} : { detail }) })
    this.#wake(ring)
  }

  /** A step that the worker reports; false: there is no test of this token. */
  report(token: string, report: TestReport): boolean {
    const ring = [...this.#byId.values()].find((each) => each.token === token)
    if (ring === undefined) return false
    // What arrived was accepted, though the push service's answer may come after it.
    this.note(ring.id, 'accepted')
    this.note(ring.id, report.step, 'detail' in report ? report.detail : undefined)
    return true
  }

  /**
   * How it went so far, as soon as there are more steps than `known`, or the test is over; null: there
   * is no such test of this device.
   * @param gone the asking connection has closed
   */
  async read(
    testId: string,
    deviceId: string,
    known: number | null,
    gone: AbortSignal,
  ): Promise<TestState | null> {
    const ring = this.#byId.get(testId)
    if (ring === undefined || ring.deviceId !== deviceId) return null
    const isNews = known === null || ring.steps.length > known || this.#isOver(ring)
    if (!isNews && !gone.aborted) await this.#news(ring, gone)
    return this.#stateOf(ring)
  }

  /** Answers everybody who waits. */
  stop(): void {
    for (const ring of [...this.#byId.values()]) this.#forget(ring)
  }

  #news(ring: TestRing, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const left = ring.startedAt + TEST_RING_MS - this.#clock.now()
      const done = () => {
        clearTimeout(timer)
        gone.removeEventListener('abort', done)
        ring.waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, Math.max(0, left))
      gone.addEventListener('abort', done)
      ring.waiting.add(done)
    })
  }

  #stateOf(ring: TestRing): TestState {
    return { steps: [...ring.steps], over: this.#isOver(ring) }
  }

  #isOver(ring: TestRing): boolean {
    return (
      ring.steps.some(({ step }) => LAST.has(step)) ||
      this.#clock.now() >= ring.startedAt + TEST_RING_MS
    )
  }

  #wake(ring: TestRing): void {
    for (const done of [...ring.waiting]) done()
  }

  #forget(ring: TestRing): void {
    this.#byId.delete(ring.id)
    this.#wake(ring)
  }

  #sweep(): void {
    const before = this.#clock.now() - KEPT_MS
    for (const ring of this.#byId.values()) if (ring.startedAt < before) this.#forget(ring)
  }
}
