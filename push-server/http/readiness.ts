/**
 * Whether this server should get new connections, for balancers. A server may live and not be ready: whoever restarts
 * servers should ask `/healthz`, which does not depend on the database.
 */
import { sql } from 'kysely'
import type { Store } from '../store/store.ts'

/**
 * How long a check of the database may take, and how long its result is used for everybody who asks, ms. Anyone may ask as
 * often as they like, so not every request may reach the database.
 */
const LOOK_MS = 2_000

/** `isStopping`: whether the server finishes its requests and takes no others. */
export function createReadiness(
  { read }: Pick<Store, 'read'>,
  isStopping: () => boolean,
): () => Promise<boolean> {
  let answer = Promise.resolve(false)
  let servesUntil = -Infinity

  function look(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), LOOK_MS)
      sql`SELECT 1`
        .execute(read)
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(() => clearTimeout(timer))
    })
  }

  return async () => {
    const now = performance.now()
    if (now >= servesUntil && !isStopping()) {
      servesUntil = now + LOOK_MS
      answer = look()
    }
    return (await answer) && !isStopping()
  }
}
