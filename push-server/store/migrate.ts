/** Brings a database's tables up to date. */
import { sql } from 'kysely'
import { engineOf, schemaStatement, tableNames, type SchemaStatement } from './dialect.ts'
import type { Migration } from './migrations/list.ts'
import { StoreError } from './store-error.ts'
import type { Db } from './tables.ts'

const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS schema_migration (
  name text PRIMARY KEY, applied_at integer NOT NULL) STRICT`
/** Its one row marks which Peals may run on these tables: those that know the migration `oldest`. */
const MARK_TABLE = 'CREATE TABLE IF NOT EXISTS schema_mark (oldest text NOT NULL) STRICT'

async function change(db: Db, statement: SchemaStatement): Promise<void> {
  const said = schemaStatement(statement, engineOf(db))
  if (said !== null) await sql.raw(said).execute(db)
}

/** The names of these migrations that a database has had. */
async function appliedIn(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Whether this Peal may run on tables that a newer one has changed: it knows the mark's migration. */
async function mayRun(db: Db, known: ReadonlySet<string>): Promise<boolean> {
  if (!(await tableNames(db)).includes('schema_mark')) return false
  const { rows } = await sql<{ oldest: string }>`SELECT oldest FROM schema_mark`.execute(db)
  return rows.length > 0 && rows.every(({ oldest }) => known.has(oldest))
}

/**
 * Runs the migrations that this database has not had yet, in order, each in a transaction, unless `db` is one. Nobody
 * else may migrate it meanwhile.
 * @throws StoreError `newer-database` when it has had one that this Peal does not know, and cannot run with
 */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  await change(db, MIGRATIONS_TABLE)
  const applied = await appliedIn(db)
  const known = new Set(migrations.map(({ name }) => name))
  const foreign = [...applied].filter((name) => !known.has(name)).sort()
  if (foreign.length > 0 && !(await mayRun(db, known))) {
    throw new StoreError(
      'newer-database',
      `The database was written by a newer Peal (it has ${foreign.join(', ')}). Start that version.`,
    )
  }
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue
    if (db.isTransaction) await apply(db, migration, now)
    else await db.transaction().execute((transaction) => apply(transaction, migration, now))
  }
}

async function apply(
  db: Db,
  { name, statements, expands = false }: Migration,
  now: number,
): Promise<void> {
  for (const statement of statements) await change(db, statement)
  await sql`INSERT INTO schema_migration (name, applied_at) VALUES (${name}, ${now})`.execute(db)
  if (expands) return
  await change(db, MARK_TABLE)
  await sql`DELETE FROM schema_mark`.execute(db)
  await sql`INSERT INTO schema_mark (oldest) VALUES (${name})`.execute(db)
}
