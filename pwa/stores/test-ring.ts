/** A test ring, through the whole push path, and its progress. */
import { ref, shallowRef } from 'vue'
import { pushApi } from '../../protocol/push-api.ts'
import type { TestState } from '../../protocol/push.ts'
import { request, type Failure, type Result } from '../api/http.ts'
import { pageTimer, type Timer } from '../platform/timer.ts'
import { usePush } from './push.ts'
import { store } from './store.ts'

/** The server holds a response for 20 s at most, ms. */
const LOOK_TIMEOUT_MS = 35_000
/** Pause between two polls that brought nothing new, ms. */
export const LOOK_AGAIN_MS = 1_000
/** Failed polls in a row before it gives up; a network that changes is back by then. */
export const LOOK_TRIES = 10
/** Advice is shown for a step that takes longer than this, ms. */
const SLOW_MS = 8_000

export interface TestRingDeps {
  readonly begin: () => Promise<Result<{ readonly id: string; readonly state: TestState }>>
  /** Resolves once there are more steps than `known`, or after a while. */
  readonly poll: (id: string, known: number) => Promise<Result<TestState>>
  readonly timer: Timer
  readonly changed: (state: TestState) => void
}

export function createTestRing(deps: TestRingDeps) {
  let turn = 0
  const pause = () => new Promise<void>((resolve) => deps.timer(LOOK_AGAIN_MS, resolve))

  /** Rings, and polls until it is over; a failure if it could not be started or polled. */
  async function run(): Promise<Failure | 'followed' | 'stopped'> {
    turn += 1
    const mine = turn
    const begun = await deps.begin()
    if (mine !== turn) return 'stopped'
    if (!begun.ok) return begun
    const { id } = begun.data
    let state = begun.data.state
    deps.changed(state)
    let failures = 0
    while (!state.over) {
      const result = await deps.poll(id, state.steps.length)
      if (mine !== turn) return 'stopped'
      if (!result.ok) {
        failures += 1
        if (result.code !== 'offline' || failures >= LOOK_TRIES) return result
        await pause()
        continue
      }
      failures = 0
      const isNew = result.data.over || result.data.steps.length > state.steps.length
      state = result.data
      if (isNew) deps.changed(state)
      else await pause()
      if (mine !== turn) return 'stopped'
    }
    return 'followed'
  }

  return {
    run,
    /** Stops polling. */
    stop() {
      turn += 1
    },
  }
}

export const useTestRing = store(() => {
  const push = usePush()
  /** Its progress; null: there is none. */
  const state = shallowRef<TestState | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const running = ref(false)
  /** The current step takes long. */
  const slow = ref(false)
  let cancelSlow = (): void => undefined

  const test = createTestRing({
    begin: () => request(pushApi.testRing),
    poll: (id, known) =>
      request(pushApi.testState, {
        params: { id },
        body: { known: String(known) },
        timeoutMs: LOOK_TIMEOUT_MS,
      }),
    timer: pageTimer,
    changed: (now) => {
      state.value = now
      awaitNext()
      // A test ring that came through proves push, too.
      if (now.steps.some(({ step }) => step === 'woke')) void push.askProof()
    },
  })

  function awaitNext(): void {
    cancelSlow()
    slow.value = false
    cancelSlow = pageTimer(SLOW_MS, () => (slow.value = true))
  }

  async function ring(): Promise<void> {
    state.value = null
    failure.value = null
    running.value = true
    awaitNext()
    const result = await test.run()
    // Another one was started, or the page has gone.
    if (result === 'stopped') return
    failure.value = result === 'followed' ? null : result
    // The push service has ended the subscription: make another.
    if (failure.value?.code === 'not-found') void push.check()
    cancelSlow()
    running.value = false
  }

  /** Resets everything when the page that shows it goes. */
  function forget(): void {
    test.stop()
    cancelSlow()
    state.value = null
    failure.value = null
    running.value = false
  }

  return { state, failure, running, slow, ring, forget }
})
