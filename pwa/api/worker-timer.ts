import { pageTimer } from '../platform/timer.ts'
import type { Timer } from '../platform/timer.ts'
import type { TimerRequest } from './timer.worker.ts'

/** The side of a worker that a page uses. */
export type TimerWorker = Pick<Worker, 'postMessage' | 'addEventListener'>

/** Makes the dedicated worker; null where it cannot be had. */
function startTimerWorker(): TimerWorker | null {
  try {
    return new Worker(new URL('./timer.worker.ts', import.meta.url), { type: 'module' })
  } catch {
    // Blocked or unsupported: the page's own timers are slower when hidden, but they do fire.
    return null
  }
}

/** Timers that keep time in hidden pages. */
export function workerTimer(worker: TimerWorker | null = startTimerWorker()): Timer {
  if (worker === null) return pageTimer
  const waiting = new Map<number, () => void>()
  let next = 1
  let broken = false
  const tell = (request: TimerRequest): void => {
    worker.postMessage(request)
  }
  worker.addEventListener('message', (event) => {
    const id = (event as MessageEvent<number>).data
    const callback = waiting.get(id)
    waiting.delete(id)
    callback?.()
  })
  // A worker that does not load says so only here: what waits must not wait for ever.
  worker.addEventListener('error', () => {
    broken = true
    const late = [...waiting.values()]
    waiting.clear()
    for (const callback of late) callback()
  })
  return (ms, callback) => {
    if (broken) return pageTimer(ms, callback)
    const id = next
    next += 1
    waiting.set(id, callback)
    tell({ id, ms })
    return () => {
      if (waiting.delete(id)) tell({ id, ms: null })
    }
  }
}
