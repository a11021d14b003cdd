/** Inspects a database file before it is used: it may be a backup, or any other file. */
import type { Database } from 'better-sqlite3'
import { closeSync, openSync, readSync } from 'node:fs'
import { errorCode } from '../error-code.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { withDatabase } from './with-database.ts'

/** The first bytes of every SQLite file (its file format, section 1.3). */
const MAGIC = Buffer.from('SQLite format 3\0')

/** `foreign`: not a database of Peal; `damaged`: one, but damaged; `newer`: of a newer Peal. */
export type Inspection = 'sound' | 'foreign' | 'damaged' | 'newer'

/** Whether the file begins as an SQLite database does. @throws the system's error */
export function looksLikeDatabase(file: string): boolean {
  const head = Buffer.alloc(MAGIC.length)
  const descriptor = openSync(file, 'r')
  try {
    return readSync(descriptor, head, 0, head.length, 0) === head.length && head.equals(MAGIC)
  } finally {
    closeSync(descriptor)
  }
}

/** Whether SQLite reports that a file is no database, or a damaged one. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(errorCode(error) ?? '')
}

/** Whether another program made this database. One without tables is anybody's. */
export function isForeign(database: Database): boolean {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
  return tables.length > 0 && !tables.includes('schema_migration')
}

/**
 * Reads the whole file through this connection, which nobody else may use meanwhile. It reads a few
 * hundred MB a second.
 */
function inspect(database: Database): Inspection {
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    if (!tables.pluck().all().includes('schema_migration')) return 'foreign'
    const applied = database.prepare('SELECT name FROM schema_migration').pluck().all()
    const known = new Set<unknown>(MIGRATIONS.map(({ name }) => name))
    if (!applied.every((name) => known.has(name))) return 'newer'
    if (!applied.includes(MIGRATIONS[0]?.name)) return 'foreign'
    return database.pragma('integrity_check', { simple: true }) === 'ok' ? 'sound' : 'damaged'
  } catch (error) {
    if (isDamage(error)) return 'damaged'
    throw error
  }
}

/** Inspects a copy of a database, and makes it one file without a WAL, for read-only media, too. */
export function inspectCopy(file: string): Inspection {
  return withDatabase(file, {}, (copy) => {
    copy.pragma('journal_mode = DELETE')
    return inspect(copy)
  })
}

/** Whether there was never a member, as after a first start. False if the file cannot be read. */
export function isWithoutMembers(file: string): boolean {
  try {
    return withDatabase(
      file,
      { fileMustExist: true },
      (database) => database.prepare('SELECT count(*) FROM member').pluck().get() === 0,
    )
  } catch {
    return false
  }
}
