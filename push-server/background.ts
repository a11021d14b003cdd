/** Work that nobody waits for: failures are logged. */
import type { Log } from './log.ts'

const SWEEP_EVERY_MS = 60_000

/** Logs the failure of what a change of members causes; the request of the change is already answered. */
export function inBackground(work: Promise<unknown>, log: Log): void {
  work.catch((error: unknown) =>
    log.error({ error }, 'the consequences of a change of members failed'),
  )
}

/** Runs `sweep` each minute; a failure is logged. @returns a function that stops the sweeps */
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
