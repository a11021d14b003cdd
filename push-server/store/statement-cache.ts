/** Keeps prepared statements, so that the same SQL is parsed once a connection. */
import type { Database, Statement } from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'

/** Statements kept; SQL with lists of varying length makes many, the oldest goes first. */
const MAX_STATEMENTS = 500

/**
 * The part of a better-sqlite3 database that kysely needs, with `prepare` remembered. Results are
 * read whole (`all`), never streamed, so that one statement is never in use twice.
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
    /** Drops them all: the tables have changed. */
    forget() {
      statements.clear()
    },
  }
}
