/**
 * Which engine the tests of the server use: SQLite, or PostgreSQL where `PEAL_TEST_ENGINE=postgres` is set. A folder
 * that is used twice has the same database both times.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openSqliteStore } from '../../push-server/store/sqlite-store.ts'
import type { Store } from '../../push-server/store/store.ts'

/** Whether the tests run on PostgreSQL. */
export const ON_POSTGRES = process.env.PEAL_TEST_ENGINE === 'postgres'

/** The value of DATABASE_URL for a data folder; null: the database is a file in it. */
export async function databaseUrlFor(folder: string): Promise<string | null> {
  if (!ON_POSTGRES) return null
  const kept = join(folder, 'database-url')
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  // Imported only here, because most runs do not use PostgreSQL.
  const { migratedDatabase } = await import('./postgres.ts')
  const url = await migratedDatabase()
  mkdirSync(folder, { recursive: true })
  writeFileSync(kept, url)
  return url
}

/** Opens the database of this name, a file if the tests run on SQLite. */
export async function openTestStore(file: string): Promise<Store> {
  const url = await databaseUrlFor(dirname(file))
  if (url === null) return openSqliteStore(file)
  const { openPostgresStore } = await import('../../push-server/store/postgres-store.ts')
  return openPostgresStore(url)
}
