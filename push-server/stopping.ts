/** How the process ends once it was told to: cleanly, or said to have hung. */
import type { Log } from './log.ts'

/** A stop that takes longer is ended here: whoever started the server waits ten seconds. */
export const STOP_MS = 9_000

/** What is to be stopped, and how the process ends. */
export interface Stopping {
  /** Closes all there is. */
  stop(): Promise<void>
  /** Ends the process: 0 after a clean stop, else 1. */
  exit(code: 0 | 1): void
  readonly log: Log
}

/** Stops, and exits whatever comes of it. */
export function stopAndExit({ stop, exit, log }: Stopping): void {
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
