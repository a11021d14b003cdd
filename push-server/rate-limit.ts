/** Counts attempts by key, in memory: a restart resets the counts, and attempts cause no writes. */
import type { RateLimiterMemory } from 'rate-limiter-flexible'

/** Counts one attempt. Null: allowed; a number: over the limit, try again after that many ms. */
export async function spend(limit: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limit.consume(key)
    return null
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal
    return (refusal as { msBeforeNext: number }).msBeforeNext
  }
}
