/** Brings a database's tables up to date. */
import { sql } from 'kysely'
import type { Migration } from './migrations/list.ts'
import { StoreError } from './store-error.ts'
import type { Db } from './tables.ts'

/**
 * Runs the migrations that this database has not had yet, in order, each in a transaction.
 * @throws StoreError `newer-database` when it has had one that this Peal does not know
 */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS schema_migration (
    name text PRIMARY KEY, applied_at integer NOT NULL) STRICT`.execute(db)
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration`.execute(db)
  const applied = new Set(rows.map(({ name }) => name))
  const known = new Set(migrations.map(({ name }) => name))
  const foreign = [...applied].filter((name) => !known.has(name)).sort()
  if (foreign.length > 0) {
    throw new StoreError(
      'newer-database',
      `The database was written by a newer Peal (it has ${foreign.join(', ')}). Start that version.`,
    )
  }
  for (const { name, statements } of migrations) {
    if (applied.has(name)) continue
    await db.transaction().execute(async (transaction) => {
      for (const statement of statements) await sql.raw(statement).execute(transaction)
      await sql`INSERT INTO schema_migration (name, applied_at) VALUES (${name}, ${now})`.execute(
        transaction,
      )
    })
  }
}
