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

export type TestRings = ReturnType<typeof createTestRings>

/** The test rings of the last two minutes, one for each device. */
export function createTestRings(clock: Clock) {
  const byId = new Map<string, TestRing>()

  const isOver = ({ steps, startedAt }: TestRing) =>
    steps.some(({ step }) => LAST.has(step)) || clock.now() >= startedAt + TEST_RING_MS

  function news(ring: TestRing, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const left = ring.startedAt + TEST_RING_MS - clock.now()
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

  function wake(ring: TestRing): void {
    for (const done of [...ring.waiting]) done()
  }

  function forget(ring: TestRing): void {
    byId.delete(ring.id)
    wake(ring)
  }

  /** Adds a step. Idempotent; ignored if the test is unknown. */
  function note(testId: string, step: Step['step'], detail?: string): void {
    const ring = byId.get(testId)
    if (ring === undefined || ring.steps.some((each) => each.step === step)) return
    const afterMs = Math.max(0, clock.now() - ring.startedAt)
    ring.steps.push({ step, afterMs, detail })
    wake(ring)
  }

  return {
    /** Starts a device's test ring; deletes its former one, and old ones. */
    start(deviceId: string): { readonly id: string; readonly token: string } {
      const startedAt = clock.now()
      for (const ring of byId.values()) {
        const isOld = ring.startedAt < startedAt - KEPT_MS
        if (isOld || ring.deviceId === deviceId) forget(ring)
      }
      const random = { id: randomId(), token: randomToken() }
      const ring: TestRing = { ...random, deviceId, startedAt, steps: [], waiting: new Set() }
      byId.set(ring.id, ring)
      return ring
    },

    note,

    /** Adds a step that the worker reports; false: there is no test with this token. */
    report(token: string, report: TestReport): boolean {
      const ring = [...byId.values()].find((each) => each.token === token)
      if (ring === undefined) return false
      // A push that has arrived was accepted, even if the push service's answer comes later.
      note(ring.id, 'accepted')
      note(ring.id, report.step, 'detail' in report ? report.detail : undefined)
      return true
    },

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
      const ring = byId.get(testId)
      if (ring === undefined || ring.deviceId !== deviceId) return null
      const isNews = known === null || ring.steps.length > known || isOver(ring)
      if (!isNews && !gone.aborted) await news(ring, gone)
      return { steps: [...ring.steps], over: isOver(ring) }
    },

    /** Ends all polls. */
    stop() {
      for (const ring of [...byId.values()]) forget(ring)
    },
  }
}
