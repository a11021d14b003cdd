/**
 * Whether this server should get new connections, for balancers. A server may live and not be ready: whoever restarts
 * servers should ask `/healthz`, which does not depend on the database.
 */
import { sql } from 'kysely'
import type { Store } from '../store/store.ts'

/**
 * How long one look at the database may take, and how long it serves everybody who asks, ms: strangers may ask as often as
 * they want, and a database that answers later makes every page wait.
 */
const LOOK_MS = 2_000

/** `isStopping`: whether the server finishes its requests and takes no others. */
export function createReadiness(
  { read }: Pick<Store, 'read'>,
  isStopping: () => boolean,
): () => Promise<boolean> {
  let answer = Promise.resolve(false)
  let servesUntil = -Infinity

  async function look(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), LOOK_MS)
    })
    const looked = sql`SELECT 1`.execute(read).then(
      () => true,
      () => false,
    )
    try {
      return await Promise.race([looked, late])
    } finally {
      clearTimeout(timer)
    }
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
