/**
 * One server alone runs on a database, as long as servers do not know of each other. The lock belongs to a
 * connection, so that a dead server leaves none behind.
 */
import pg from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { connectionTo } from './postgres-connection.ts'
import { asStoreError } from './store-error.ts'

/** A former server's connection may take a moment to be noticed as closed, ms. */
const PATIENCE_MS = 1_000
const TRY_EVERY_MS = 100
/** How often a lost connection is made anew, ms. */
const RECONNECT_MS = 1_000

/** A lock that was taken. */
export interface DatabaseLock {
  release(): Promise<void>
}

const TRY = `SELECT pg_try_advisory_lock(hashtextextended('peal server', 0)) AS taken`

/** Whether the lock could be taken, at once or within `patienceMs`. */
async function take(client: pg.Client, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(TRY)
    if (rows[0]?.taken === true) return true
    if (performance.now() >= end) return false
    await pause(TRY_EVERY_MS)
  }
}

async function connect(url: string, patienceMs: number): Promise<pg.Client | null> {
  const client = new pg.Client(connectionTo(url))
  // What breaks a connection also ends it, which is what counts.
  client.on('error', () => undefined)
  let isHeld = false
  try {
    await client.connect()
    isHeld = await take(client, patienceMs)
  } catch (error) {
    throw asStoreError(error)
  } finally {
    if (!isHeld) await client.end().catch(() => undefined)
  }
  return isHeld ? client : null
}

/**
 * Takes the database at this address for this process; null: another server has it. When the connection breaks, the
 * lock is taken again as soon as PostgreSQL answers. `onLost`: another server took it meanwhile.
 * @throws StoreError `unreachable`; what PostgreSQL says otherwise
 */
export async function lockDatabase(url: string, onLost: () => void): Promise<DatabaseLock | null> {
  const first = await connect(url, PATIENCE_MS)
  if (first === null) return null
  let client = first
  let isReleased = false

  async function regain(): Promise<void> {
    while (!isReleased) {
      const again = await connect(url, 0).catch(() => 'unreachable' as const)
      if (again === null) return onLost()
      if (again !== 'unreachable') return hold(again)
      await pause(RECONNECT_MS, undefined, { ref: false })
    }
  }

  function hold(held: pg.Client): void {
    client = held
    held.once('end', () => {
      if (!isReleased) void regain()
    })
    // Released while it was being made.
    if (isReleased) void held.end()
  }

  hold(first)
  return {
    async release() {
      isReleased = true
      await client.end().catch(() => undefined)
    },
  }
}
