/** Work that nobody waits for: what fails is logged. */
import type { Log } from './log.ts'

const SWEEP_EVERY_MS = 60_000

/** What follows from a change of people is done by itself; whoever made the change has its answer. */
export function note(work: Promise<unknown>, log: Log): void {
  work.catch((error: unknown) => log.error({ error }, 'a change of people was not followed'))
}

/** Runs `sweep` each minute; one that fails is logged and tried again. @returns what ends it */
export function sweepEachMinute(sweep: () => Promise<void>, log: Log): () => Promise<void> {
  let running = Promise.resolve()
  const timer = setInterval(() => {
    running = sweep().catch((error: unknown) => log.error({ error }, 'a sweep failed'))
  }, SWEEP_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
