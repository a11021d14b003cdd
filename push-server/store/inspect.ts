/** What a database file is, looked at before it is trusted: a backup, or what someone took for one. */
import Database from 'better-sqlite3'
import { closeSync, openSync, readSync } from 'node:fs'
import { errorCode } from '../error-code.ts'
import { MIGRATIONS } from './migrations/list.ts'

/** How every SQLite file begins (its file format, section 1.3). */
const MAGIC = Buffer.from('SQLite format 3\0')

/** `foreign`: no database of Peal's; `damaged`: one, but not whole; `newer`: of a later Peal. */
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

function isDamage(error: unknown): boolean {
  const code = errorCode(error)
  return code?.startsWith('SQLITE_CORRUPT') === true || code === 'SQLITE_NOTADB'
}

/**
 * Reads the whole file, through this connection, which may not be another's at the time. Takes about a
 * second for each few hundred MB.
 */
export function inspect(database: Database.Database): Inspection {
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

/** Whether nobody was ever a member here: what a first start leaves. False where it cannot be told. */
export function isWithoutMembers(file: string): boolean {
  try {
    const database = new Database(file, { fileMustExist: true })
    try {
      return database.prepare('SELECT count(*) FROM member').pluck().get() === 0
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}
