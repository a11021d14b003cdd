import { sql, type Kysely } from 'kysely'
import type { Db, Tables } from './tables.ts'

/** Runs `work` on one connection, while no other Peal changes the tables of this database. */
export async function whileMigrating<T>(
  db: Kysely<Tables>,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    // The lock goes with the connection, which the caller closes whatever happens.
    await sql`SELECT pg_advisory_lock(hashtextextended('peal migrate', 0))`.execute(connection)
    return work(connection)
  })
}
