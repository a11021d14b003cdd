import type { DatabasePlace } from './database-place.ts'
import { readSqlite } from './sqlite-store.ts'
import type { Db } from './tables.ts'

/**
 * Runs `read` on a database that another process may use, without migrating it.
 * @throws what the engine throws when it is missing or cannot be read
 */
export async function readDatabase<T>(
  place: DatabasePlace,
  read: (db: Db) => Promise<T>,
): Promise<T> {
  if (place.engine === 'sqlite') return readSqlite(place.file, read)
  // Imported only here, because the embedded database does not need this code.
  const { readPostgres } = await import('./postgres-store.ts')
  return readPostgres(place.url, read)
}
