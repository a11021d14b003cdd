/** Work that nobody waits for: failures are logged. */
import type { Log } from './log.ts'

const SWEEP_EVERY_MS = 60_000

/** What the log says of work that failed: whom it was about. */
type Ids = Readonly<Partial<Record<'member' | 'other' | 'device', string>>>

/** Logs `failure` if this work fails; the request that caused it is already answered. */
export function inBackground(
  work: Promise<unknown>,
  log: Log,
  failure: string,
  ids: Ids = {},
): void {
  work.catch((error: unknown) => log.error({ ...ids, error }, failure))
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
