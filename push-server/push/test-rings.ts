/**
 * The steps of test rings, in memory: a test takes half a minute, and may well show that the server was
 * restarted in between.
 */
import type { TestReport, TestState } from '../../protocol/push.ts'
import type { Clock } from '../clock.ts'
import { randomId, randomToken } from '../random.ts'

/** How long a test rings, and the timeout of a poll. */
export const TEST_RING_MS = 20_000
/** How long a test can be read. */
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

  /** Starts a device's test ring; deletes its former one. */
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

  /** Adds a step. Idempotent; ignored if the test is unknown. */
  note(testId: string, step: Step['step'], detail?: string): void {
    const ring = this.#byId.get(testId)
    if (ring === undefined || ring.steps.some((each) => each.step === step)) return
    const afterMs = Math.max(0, this.#clock.now() - ring.startedAt)
    ring.steps.push({ step, afterMs, detail })
    this.#wake(ring)
  }

  /** Adds a step that the worker reports; false: there is no test with this token. */
  report(token: string, report: TestReport): boolean {
    const ring = [...this.#byId.values()].find((each) => each.token === token)
    if (ring === undefined) return false
    // A push that has arrived was accepted, even if the push service's answer comes later.
    this.note(ring.id, 'accepted')
    this.note(ring.id, report.step, 'detail' in report ? report.detail : undefined)
    return true
  }

  /**
   * The state of a test, once it has more steps than `known` or is over; null: the device has no such test.
   * @param gone aborts when the client has disconnected
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

  /** Ends all polls. */
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
