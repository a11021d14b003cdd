import { pageTimer, type Timer } from '../platform/timer.ts'
import type { TimerRequest } from './timer.worker.ts'

/** The side of a worker that a page uses. */
export type TimerWorker = Pick<Worker, 'postMessage' | 'addEventListener'>

export interface WorkerTimerDeps {
  /** Makes the dedicated worker; null where it cannot be had. */
  readonly startWorker: () => TimerWorker | null
  readonly pageTimer: Timer
  /** A monotonic clock, ms. */
  readonly now: () => number
}

/** Delay of the worker's start, ms: a page that has just opened has more urgent work. */
const LATER_MS = 2_000
/** The timer by which a worker shows that it runs; the page's own have other ids. */
const PROOF = 0

interface Waiting {
  readonly at: number
  readonly callback: () => void
  stop: () => void
}

const PAGE: WorkerTimerDeps = {
  startWorker() {
    try {
      return new Worker(new URL('./timer.worker.ts', import.meta.url), { type: 'module' })
    } catch {
      // Blocked or unsupported: the page's own timers are throttled when hidden, but they do fire.
      return null
    }
  },
  pageTimer,
  now: () => performance.now(),
}

/** Timers that are not throttled in hidden pages, once a worker has started to run them. */
export function workerTimer(deps: WorkerTimerDeps = PAGE): Timer {
  const waiting = new Map<number, Waiting>()
  let next = 1
  let worker: TimerWorker | null = null
  function fire(id: number): void {
    const due = waiting.get(id)
    waiting.delete(id)
    due?.callback()
  }
  /** Starts a timer for the time that is left. */
  function arm(id: number, entry: Waiting): void {
    const ms = Math.max(0, entry.at - deps.now())
    if (worker === null) {
      entry.stop = deps.pageTimer(ms, () => fire(id))
      return
    }
    const keeper = worker
    const tell = (request: TimerRequest): void => keeper.postMessage(request)
    tell({ id, ms })
    entry.stop = () => tell({ id, ms: null })
  }
  function keepBy(keeper: TimerWorker | null): void {
    for (const { stop } of waiting.values()) stop()
    worker = keeper
    for (const [id, entry] of waiting) arm(id, entry)
  }
  deps.pageTimer(LATER_MS, () => {
    const started = deps.startWorker()
    if (started === null) return
    started.addEventListener('message', (event) => {
      const id = (event as MessageEvent<number>).data
      if (id === PROOF) keepBy(started)
      else fire(id)
    })
    // One that fails later reports it only here; its timers must fire nevertheless.
    started.addEventListener('error', () => keepBy(null))
    // Its script may never load, of which nobody is told: it gets the timers once it has answered.
    started.postMessage({ id: PROOF, ms: 0 } satisfies TimerRequest)
  })
  return (ms, callback) => {
    const id = next
    next += 1
    const entry: Waiting = { at: deps.now() + ms, callback, stop: () => undefined }
    waiting.set(id, entry)
    arm(id, entry)
    return () => {
      if (waiting.delete(id)) entry.stop()
    }
  }
}
