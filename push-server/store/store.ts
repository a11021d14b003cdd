/** The database: one SQLite file, one connection that writes, one that reads. */
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { GroupCommit } from './group-commit.ts'
import type { TransactionPort } from './group-commit.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import type { Migration } from './migrations/list.ts'
import { withStatementCache } from './statement-cache.ts'
import type { Tables } from './tables.ts'

/** How long a statement waits for another process that holds the file, in ms. */
const BUSY_TIMEOUT_MS = 5_000
/** Pages that the writing connection keeps, in KiB: a few thousand people's rows, read once. */
const WRITE_CACHE_KIB = 16_384

/** The database, as every room reads and writes it. */
export interface Store {
  /** Committed rows, by a connection that cannot write. */
  readonly read: Kysely<Tables>
  /**
   * Runs `work` in a transaction shared with whatever else asks within the same turn of the event
   * loop, and settles after its COMMIT returned. A work that throws undoes its own rows alone. It
   * may await nothing but `db`, must not begin transactions, and must not call `write`.
   */
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** Lets what was asked for finish, then closes the file. */
  close(): Promise<void>
  /** How many commits carried how many works. */
  stats(): { commits: number; writes: number }
}

/** For tests: other migrations, another clock (ms since 1970). */
export interface StoreOptions {
  readonly migrations?: readonly Migration[]
  readonly now?: () => number
}

/**
 * Opens (or makes) the database and brings its tables up to date.
 * @throws StoreError `newer-database`; what better-sqlite3 throws when the file cannot be opened
 */
export async function openStore(file: string, options: StoreOptions = {}): Promise<Store> {
  const { migrations = MIGRATIONS, now = Date.now } = options
  const writing = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  let reading: Database.Database | null = null
  try {
    writing.pragma('journal_mode = WAL')
    // Every acknowledged write survives a power cut; shared commits keep that affordable.
    writing.pragma('synchronous = FULL')
    writing.pragma('foreign_keys = ON')
    // What a savepoint may have to undo stays in memory, instead of in a file of every page it changed.
    writing.pragma('temp_store = MEMORY')
    writing.pragma(`cache_size = -${WRITE_CACHE_KIB}`)
    const cached = withStatementCache(writing)
    const writer = kyselyOver<Tables>(cached)
    await migrate(writer as unknown as Kysely<unknown>, migrations, now())
    cached.forget()
    reading = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
    const reader = kyselyOver<Tables>(withStatementCache(reading))
    const commits = new GroupCommit(portOf(writing))
    return {
      read: reader,
      write: (work) => commits.write(() => work(writer)),
      async close() {
        await commits.close()
        await reader.destroy()
        await writer.destroy()
        // A kysely that never ran a query has not opened, and so does not close, its database.
        reading?.close()
        writing.close()
      },
      stats: () => commits.stats(),
    }
  } catch (error) {
    reading?.close()
    writing.close()
    throw error
  }
}

function kyselyOver<T>(database: ReturnType<typeof withStatementCache>): Kysely<T> {
  return new Kysely<T>({ dialect: new SqliteDialect({ database }) })
}

function portOf(database: Database.Database): TransactionPort {
  const run = (sql: string) => {
    const statement = database.prepare(sql)
    return () => void statement.run()
  }
  return {
    // IMMEDIATE: no other connection writes in between, so that no commit fails for that.
    begin: run('BEGIN IMMEDIATE'),
    savepoint: run('SAVEPOINT work'),
    release: run('RELEASE work'),
    rollbackToSavepoint: run('ROLLBACK TO work'),
    commit: run('COMMIT'),
    rollback: run('ROLLBACK'),
    isOpen: () => database.inTransaction,
  }
}
