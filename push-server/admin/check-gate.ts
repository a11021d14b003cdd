/** Limits checks, which ask other servers and read the database: one at a time, and a few a minute. */
import type { Clock } from '../clock.ts'
import { fail, ok } from '../http/answer.ts'
import type { Answer } from '../http/answer.ts'

/** Checks that may begin within `WITHIN_MS`. */
const CHECKS = 10
const WITHIN_MS = 60_000
/** About how long a check takes. */
const SOON_MS = 5_000

/** Makes what runs a check, or returns `busy` while another one runs or after too many. */
export function createCheckGate(clock: Clock) {
  let isRunning = false
  let begun: number[] = []
  return async <T>(check: () => Promise<T>): Promise<Answer<T>> => {
    const now = clock.now()
    begun = begun.filter((at) => at > now - WITHIN_MS)
    const [oldest = now] = begun
    if (isRunning) return fail('busy', { retryMs: SOON_MS })
    if (begun.length >= CHECKS) return fail('busy', { retryMs: oldest + WITHIN_MS - now })
    begun.push(now)
    isRunning = true
    try {
      return ok(await check())
    } finally {
      isRunning = false
    }
  }
}
