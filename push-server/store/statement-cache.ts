/** Caches prepared statements, so that a connection parses the same SQL once. */
import type { Database, Statement } from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'

/** Size of the cache. SQL with lists of varying lengths makes many statements; the oldest is evicted. */
const MAX_STATEMENTS = 500

/**
 * The part of a better-sqlite3 database that kysely needs, with a cache for `prepare`. Results are read
 * whole (`all`), not streamed, so that no statement is used twice at the same time.
 */
export function withStatementCache(database: Database): SqliteDatabase & { forget(): void } {
  const statements = new Map<string, Statement>()
  return {
    prepare(sql) {
      const kept = statements.get(sql)
      if (kept !== undefined) return kept
      const statement = database.prepare(sql)
      statements.set(sql, statement)
      if (statements.size > MAX_STATEMENTS) {
        const [oldest] = statements.keys()
        if (oldest !== undefined) statements.delete(oldest)
      }
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
