import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { workerTimer } from '../../../pwa/api/worker-timer.ts'
import type { TimerRequest } from '../../../pwa/api/timer.worker.ts'
import { pageTimer } from '../../../pwa/platform/timer.ts'

/** A page's timers, and a fake worker that fires when the test says so. */
function aPage({ hasWorker = true, runs = true } = {}) {
  const posted: unknown[] = []
  const listeners = new Map<string, (event: unknown) => void>()
  const worker = {
    postMessage(message: TimerRequest) {
      if (message.id > 0) posted.push(message)
      else if (runs) listeners.get('message')?.({ data: message.id })
    },
    addEventListener: (type: string, listener: (event: unknown) => void) => {
      listeners.set(type, listener)
    },
  }
  const timer = workerTimer({
    startWorker: () => (hasWorker ? worker : null),
    pageTimer,
    now: () => performance.now(),
  })
  const called: string[] = []
  return {
    posted,
    called,
    set: (ms: number, name: string) => timer(ms, () => called.push(name)),
    ring: (id: number) => listeners.get('message')?.({ data: id }),
    fail: () => listeners.get('error')?.({}),
  }
}

describe('timers in a worker', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('call back once, and not when cancelled', () => {
    const page = aPage()
    vi.advanceTimersByTime(2_000)
    page.set(10, 'first')
    const cancel = page.set(20, 'second')
    cancel()
    page.ring(1)
    page.ring(1)
    page.ring(2)
    expect(page.called).toEqual(['first'])
    expect(page.posted).toEqual([
      { id: 1, ms: 10 },
      { id: 2, ms: 20 },
      { id: 2, ms: null },
    ])
  })

  it('run in the page at first, and are then handed to the worker with their remaining time', () => {
    const page = aPage()
    page.set(500, 'soon')
    page.set(5_000, 'later')
    page.set(6_000, 'never')()
    vi.advanceTimersByTime(2_000)
    expect(page.called).toEqual(['soon'])
    expect(page.posted).toEqual([{ id: 2, ms: 3_000 }])
    // The page does not fire the timer that it has handed over.
    vi.advanceTimersByTime(5_000)
    expect(page.called).toEqual(['soon'])
    page.ring(2)
    expect(page.called).toEqual(['soon', 'later'])
  })

  it.each<[string, { hasWorker?: boolean; runs?: boolean }]>([
    ['does not load', { hasWorker: true }],
    ['never starts', { runs: false }],
    ['cannot be had', { hasWorker: false }],
  ])('run in the page when the worker %s', (_, given) => {
    const page = aPage(given)
    page.set(5_000, 'late')
    vi.advanceTimersByTime(2_000)
    if (given.runs !== false) page.fail()
    expect(page.called).toEqual([])
    vi.advanceTimersByTime(3_000)
    expect(page.called).toEqual(['late'])
    page.set(10, 'after')
    vi.advanceTimersByTime(10)
    expect(page.called).toEqual(['late', 'after'])
  })
})
