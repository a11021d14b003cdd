/** Stops the process: cleanly, or with a log line that says why not. */
import type { Log } from './log.ts'

/** A stop that takes longer is cut off: process managers wait for ten seconds. */
export const STOP_MS = 9_000

interface StopDeps {
  /** Closes everything. */
  stop(): Promise<void>
  /** Ends the process: 0 after a clean stop, else 1. */
  exit(code: 0 | 1): void
  readonly log: Log
}

/** Stops, then exits in any case. */
export function stopAndExit({ stop, exit, log }: StopDeps): void {
  const late = setTimeout(() => {
    log.error({ afterMs: STOP_MS }, 'stopping took too long')
    exit(1)
  }, STOP_MS)
  stop()
    .then(
      () => exit(0),
      (error: unknown) => {
        log.error({ error }, 'stopping failed')
        exit(1)
      },
    )
    .finally(() => clearTimeout(late))
}
