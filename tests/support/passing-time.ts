/** Lets faked time pass for many schedules at once. */
import { vi } from 'vitest'

/**
 * Runs schedules side by side until all are done, with time in steps of `stepMs`. Between the steps the real event
 * loop turns, which reading a response needs. Rejects with the first fault.
 */
export async function together(schedules: readonly Promise<void>[], stepMs: number): Promise<void> {
  let isOver = false
  const all = Promise.all(schedules).finally(() => (isOver = true))
  // Reported below; until then it is no unhandled rejection.
  all.catch(() => undefined)
  while (!isOver) {
    for (let turns = 0; turns < 5; turns += 1) await new Promise((done) => setImmediate(done))
    await vi.advanceTimersByTimeAsync(stepMs)
  }
  await all
}
