/** When a push that was not taken is tried again. Pure. */

/** Before the second try; it doubles. */
const FIRST_MS = 800
/** The longest wait, ms: of a service that is busy, and of one that an administrator must mend. */
export const BUSY_MOST_MS = 60_000
export const REFUSED_MOST_MS = 3_600_000

/** What the next try depends on. Times are server milliseconds. */
export interface Retry {
  readonly now: number
  /** How often it was tried. */
  readonly attempts: number
  /** What the service asked to wait, ms; null: nothing. */
  readonly retryAfterMs: number | null
  /** When the message is worth nothing any more. */
  readonly expiresAt: number
  /** The longest wait beyond what the service asks, ms. */
  readonly mostMs: number
  /** From 0 to 1: devices that were refused together do not come back together. */
  readonly random: number
}

/** Server ms of the next try; null: it would come too late. */
export function retryAt(retry: Retry): number | null {
  const { now, attempts, retryAfterMs, expiresAt, mostMs, random } = retry
  const step = Math.min(mostMs, FIRST_MS * 2 ** (attempts - 1))
  const at = Math.ceil(now + (retryAfterMs ?? 0) + step * (0.5 + random / 2))
  return at < expiresAt ? at : null
}
