/**
 * The embedded engine: an SQLite file with a connection that writes and one that reads. The writes of one turn of
 * the event loop share a transaction.
 */
import Database from 'better-sqlite3'
import type { Statement } from 'better-sqlite3'
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely'
import { createGroupCommit } from './group-commit.ts'
import { keepNewest } from '../keep-newest.ts'
import { isForeign } from './inspect.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { BRIEF_TIMEOUT_MS, patiently } from './patiently.ts'
import { StoreError } from './store-error.ts'
import type { Store, StoreOptions } from './store.ts'
import type { Db, Tables } from './tables.ts'

/** How long the opening waits for another process that locks the file, in ms. */
const BUSY_TIMEOUT_MS = 5_000
/** Page cache of the writing connection in KiB: enough for the rows of a few thousand members. */
const WRITE_CACHE_KIB = 16_384

/**
 * Opens or creates the database and migrates it.
 * @throws StoreError `newer-database` or `foreign-database`; what better-sqlite3 throws when the file cannot be opened
 */
export async function openSqliteStore(file: string, options: StoreOptions = {}): Promise<Store> {
  const { migrations = MIGRATIONS, now = Date.now } = options
  const writing = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  let reading: Database.Database | null = null
  try {
    // Looked at before anything is written to it.
    if (isForeign(writing)) {
      throw new StoreError('foreign-database', `${file} is a database of another program.`)
    }
    writing.pragma('journal_mode = WAL')
    // Every confirmed write survives a power cut; group commit keeps that affordable.
    writing.pragma('synchronous = FULL')
    writing.pragma('foreign_keys = ON')
    // Savepoints keep their rollback data in memory instead of in a file.
    writing.pragma('temp_store = MEMORY')
    writing.pragma(`cache_size = -${WRITE_CACHE_KIB}`)
    const cached = withStatementCache(writing)
    const writer = kyselyOver<Tables>(cached)
    await migrate(writer, migrations, now())
    cached.forget()
    reading = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
    const reader = kyselyOver<Tables>(withStatementCache(reading))
    // Later `createGroupCommit` waits, without standing still.
    for (const database of [writing, reading]) database.pragma(`busy_timeout = ${BRIEF_TIMEOUT_MS}`)
    const commits = createGroupCommit(writing)
    return {
      read: reader,
      write: (work) => commits.write(() => work(writer)),
      async close() {
        await commits.close()
        await reader.destroy()
        await writer.destroy()
        // Kysely closes a database only after it has run a query.
        reading?.close()
        writing.close()
      },
      stats: commits.stats,
    }
  } catch (error) {
    reading?.close()
    writing.close()
    throw error
  }
}

/**
 * Runs `read` on a database file that another process may have open, without migrating it.
 * @throws what better-sqlite3 throws when the file is missing or cannot be read
 */
export async function readSqlite<T>(file: string, read: (db: Db) => Promise<T>): Promise<T> {
  return patiently(async () => {
    const database = new Database(file, { readonly: true, timeout: BRIEF_TIMEOUT_MS })
    try {
      return await read(kyselyOver(withStatementCache(database)))
    } finally {
      database.close()
    }
  })
}

function kyselyOver<T>(database: ReturnType<typeof withStatementCache>): Kysely<T> {
  return new Kysely<T>({ dialect: new SqliteDialect({ database }) })
}

/** Size of the cache. SQL with lists of varying lengths makes many statements; the oldest is evicted. */
const MAX_STATEMENTS = 500

/**
 * The part of a better-sqlite3 database that kysely needs, with a cache for `prepare`. Results are read
 * whole (`all`), not streamed, so that no statement is used twice at the same time.
 */
function withStatementCache(database: Database.Database): SqliteDatabase & { forget(): void } {
  const statements = new Map<string, Statement>()
  return {
    prepare(sql) {
      const kept = statements.get(sql)
      if (kept !== undefined) return kept
      const statement = database.prepare(sql)
      keepNewest(statements, sql, statement, MAX_STATEMENTS)
      return statement
    },
    close() {
      statements.clear()
      database.close()
    },
    /** Clears the cache, after the tables have changed. */
    forget() {
      statements.clear()
    },
  }
}
