/** Counting tries by key. Kept in memory: a restart forgives, and no write follows a try. */
import type { RateLimiterMemory } from 'rate-limiter-flexible'

/** Counts one try. Null: go on; a number: it is one too many, try again after that many ms. */
export async function spend(limit: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limit.consume(key)
    return null
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal
    return (refusal as { msBeforeNext: number }).msBeforeNext
  }
}
