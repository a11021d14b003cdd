/** When a push that was not accepted is retried. Pure. */

/** The first backoff; it doubles with each retry. */
const FIRST_MS = 800
/** The longest backoff, ms: for a busy service, and for a fault that an administrator has to fix. */
export const BUSY_MOST_MS = 60_000
export const REFUSED_MOST_MS = 3_600_000

/** What the next retry depends on. Times are server milliseconds. */
export interface Retry {
  readonly now: number
  /** How often it was tried. */
  readonly attempts: number
  /** How long the service asked to wait, ms; null: it did not. */
  readonly retryAfterMs: number | null
  /** When the message expires. */
  readonly expiresAt: number
  /** The longest backoff in addition to `retryAfterMs`, ms. */
  readonly mostMs: number
  /** From 0 to 1, for jitter: devices that were refused together are not retried together. */
  readonly random: number
}

/** When to retry, server ms; null: the message expires before. */
export function retryAt(retry: Retry): number | null {
  const { now, attempts, retryAfterMs, expiresAt, mostMs, random } = retry
  const step = Math.min(mostMs, FIRST_MS * 2 ** (attempts - 1))
  const at = Math.ceil(now + (retryAfterMs ?? 0) + step * (0.5 + random / 2))
  return at < expiresAt ? at : null
}
