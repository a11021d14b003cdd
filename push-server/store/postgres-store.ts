/** The engine for larger installations: PostgreSQL. Each write is a transaction of its own. */
import { setTimeout as pause } from 'node:timers/promises'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { connectionTo } from './postgres-connection.ts'
import { mustBeFit } from './postgres-fitness.ts'
import { whileMigrating } from './postgres-migration.ts'
import { openPool } from './postgres-pool.ts'
import { repeated } from './repeated.ts'
import { StoreError, asStoreError } from './store-error.ts'
import type { Store, StoreOptions } from './store.ts'
import type { Db } from './tables.ts'
import { createTurns } from './turns.ts'

/** Transactions that write at once. More would only wait for each other's rows. */
const WRITERS = 8
/** Connections that read. */
const READERS = 8

async function prepareTables(url: string, { migrations, now }: Required<StoreOptions>) {
  const db = openPool(connectionTo(url, { unlimited: true }), 1)
  try {
    await mustBeFit(db)
    await whileMigrating(db, async (connection) => {
      // Again: another node may have been the first meanwhile.
      await mustBeFit(connection)
      await migrate(connection, migrations, now())
    })
  } catch (error) {
    throw asStoreError(error)
  } finally {
    await db.destroy()
  }
}

/**
 * Opens the database at this address and migrates it.
 * @throws StoreError `unfit`, `newer-database`, `foreign-database`, `unreachable`; what PostgreSQL says otherwise
 */
export async function openPostgresStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { migrations = MIGRATIONS, now = Date.now } = options
  await prepareTables(url, { migrations, now })
  const writing = { default_transaction_isolation: 'serializable' }
  const writer = openPool(connectionTo(url, { session: writing }), WRITERS)
  const reading = { default_transaction_read_only: 'on' }
  const reader = openPool(connectionTo(url, { session: reading }), READERS)
  const turns = createTurns(WRITERS)
  const stats = { commits: 0, writes: 0 }
  let closed = false
  const tries = {
    attempt: turns.run,
    random: Math.random,
    pause: (ms: number) => pause(ms),
  }

  async function write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (closed) throw new StoreError('closed', 'The store is closed.')
    try {
      const result = await repeated(() => writer.transaction().execute(work), tries)
      stats.commits += 1
      stats.writes += 1
      return result
    } catch (error) {
      throw asStoreError(error)
    }
  }

  const accepted = new Set<Promise<unknown>>()
  return {
    read: reader,
    write(work) {
      const written = write(work)
      accepted.add(written)
      return written.finally(() => accepted.delete(written))
    },
    async close() {
      closed = true
      await Promise.allSettled(accepted)
      await writer.destroy()
      await reader.destroy()
    },
    stats: () => ({ ...stats }),
  }
}

/**
 * Runs `read` on the database at this address, without migrating it.
 * @throws StoreError `unreachable`; what PostgreSQL says otherwise
 */
export async function readPostgres<T>(url: string, read: (db: Db) => Promise<T>): Promise<T> {
  const session = { default_transaction_read_only: 'on' }
  const db = openPool(connectionTo(url, { session }), 1)
  try {
    return await read(db)
  } finally {
    await db.destroy()
  }
}
