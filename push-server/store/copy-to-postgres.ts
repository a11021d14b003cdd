/** Copies an SQLite database into an empty PostgreSQL, in one transaction, and compares every table afterwards. */
import { sql } from 'kysely'
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { tableNames } from './dialect.ts'
import { isForeign } from './inspect.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { connectionTo } from './postgres-connection.ts'
import { mustBeFit } from './postgres-fitness.ts'
import { openPool } from './postgres-pool.ts'
import { whileMigrating } from './postgres-migration.ts'
import { StoreError, asStoreError } from './store-error.ts'
import type { Db, Tables } from './tables.ts'

/** Every table by its key, after those that its rows refer to. */
const KEYS = {
  member: ['id'],
  former_handle: ['handle'],
  photo: ['member_id'],
  password: ['member_id'],
  ticket: ['hash'],
  device: ['id'],
  subscription: ['device_id'],
  member_word: ['word', 'member_id'],
  relation: ['member_id', 'other_id'],
  im_account: ['id'],
  connector: ['id'],
  setting: ['key'],
  admin_act: ['id'],
  call: ['id'],
  leg: ['call_id', 'side'],
  live: ['member_id'],
  given_up: ['member_id', 'call_id', 'leg_id'],
  ring_target: ['call_id', 'device_id'],
  history: ['member_id', 'call_id'],
  outbox: ['id'],
  schema_migration: ['name'],
} as const satisfies Record<keyof Tables | 'schema_migration', readonly string[]>

/** Tables whose ids the database gives; none is given twice. */
const NUMBERED = ['admin_act', 'outbox'] as const
/** Rows that one statement writes or reads: photos are large. */
const ROWS_AT_ONCE = 200
const PHOTOS_AT_ONCE = 8

/** Why the source cannot be copied, as the end of a sentence that begins with its name. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}

/** One table as it was copied. */
export interface CopiedTable {
  readonly table: string
  readonly rows: number
}

type Table = keyof typeof KEYS
type Values = readonly unknown[]

/** A table's columns, and a count and hash of its rows in the order of their key. */
interface Digest {
  readonly rows: number
  readonly hash: string
}

function createDigest() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(values: Values) {
      rows += 1
      const written = values.map((value) =>
        Buffer.isBuffer(value) ? { bytes: value.toString('base64') } : value,
      )
      hash.update(`${JSON.stringify(written)}\n`)
    },
    result: (): Digest => ({ rows, hash: hash.digest('hex') }),
  }
}

function columnsOf(source: Database.Database, table: Table): string[] {
  return source.prepare(`SELECT name FROM pragma_table_info(?)`).pluck().all(table) as string[]
}

const atOnce = (table: Table) => (table === 'photo' ? PHOTOS_AT_ONCE : ROWS_AT_ONCE)

async function insert(
  db: Db,
  table: Table,
  columns: readonly string[],
  rows: readonly Values[],
): Promise<void> {
  const names = sql.join(columns.map((name) => sql.ref(name)))
  const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`))
  await sql`INSERT INTO ${sql.table(table)} (${names}) VALUES ${values}`.execute(db)
}

/** Writes every row of the source's table. Returns what was read. */
async function write(db: Db, source: Database.Database, table: Table): Promise<Digest> {
  const columns = columnsOf(source, table)
  const digest = createDigest()
  const quoted = columns.map((name) => `"${name}"`).join(', ')
  const read = source.prepare(`SELECT ${quoted} FROM "${table}" ORDER BY ${KEYS[table].join(', ')}`)
  let batch: Values[] = []
  for (const row of read.raw().iterate() as IterableIterator<Values>) {
    digest.add(row)
    batch.push(row)
    if (batch.length < atOnce(table)) continue
    await insert(db, table, columns, batch)
    batch = []
  }
  if (batch.length > 0) await insert(db, table, columns, batch)
  return digest.result()
}

/** Reads every row back that this transaction has written. */
async function readBack(db: Db, columns: readonly string[], table: Table): Promise<Digest> {
  const digest = createDigest()
  const cursor = sql.ref(`copied_${table}`)
  const names = sql.join(columns.map((name) => sql.ref(name)))
  const key = sql.join(KEYS[table].map((name) => sql.ref(name)))
  await sql`DECLARE ${cursor} CURSOR FOR
    SELECT ${names} FROM ${sql.table(table)} ORDER BY ${key}`.execute(db)
  for (;;) {
    const { rows } = await sql<
      Record<string, unknown>
    >`FETCH ${sql.lit(atOnce(table))} FROM ${cursor}`.execute(db)
    for (const row of rows) digest.add(columns.map((name) => row[name]))
    if (rows.length < atOnce(table)) break
  }
  await sql`CLOSE ${cursor}`.execute(db)
  return digest.result()
}

/** Goes on counting where the source has stopped: ids of rows that are gone are not given again either. */
async function continueIds(db: Db, source: Database.Database): Promise<void> {
  for (const table of NUMBERED) {
    const last = source
      .prepare(
        `SELECT max(coalesce((SELECT max(id) FROM "${table}"), 0),
          coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))`,
      )
      .pluck()
      .get(table) as number
    if (last === 0) continue
    await sql`SELECT setval(pg_get_serial_sequence(${table}, 'id'), ${last})`.execute(db)
  }
}

/** @throws SourceError where the source is not of this Peal's version */
function mustBeOfThisVersion(source: Database.Database): void {
  if (isForeign(source)) throw new SourceError('is a database of another program')
  const names = source.prepare('SELECT name FROM schema_migration').pluck().all()
  const known = new Set<unknown>(MIGRATIONS.map(({ name }) => name))
  if (names.some((name) => !known.has(name)))
    throw new SourceError('was written by a newer Peal; migrate it with that one')
  if (names.length < known.size) {
    throw new SourceError('was written by an older Peal; start this one on it once')
  }
}

async function copyAll(db: Db, source: Database.Database): Promise<CopiedTable[]> {
  await migrate(db, MIGRATIONS, 0)
  // Copied with the times of the source.
  await sql`DELETE FROM schema_migration`.execute(db)
  const copied: CopiedTable[] = []
  for (const table of Object.keys(KEYS) as Table[]) {
    const written = await write(db, source, table)
    const read = await readBack(db, columnsOf(source, table), table)
    if (read.rows !== written.rows || read.hash !== written.hash) {
      throw new StoreError('unfit', `the rows of ${table} are not the same there`)
    }
    copied.push({ table, rows: written.rows })
  }
  await continueIds(db, source)
  return copied
}

/**
 * Copies the database file into the database at this address. The source is only read; nothing is left of a copy
 * that fails.
 * @throws SourceError; StoreError `unfit` where the target cannot be used or is not empty, or `unreachable`; what the
 * engines say otherwise
 */
export async function copyToPostgres(file: string, url: string): Promise<CopiedTable[]> {
  const target = openPool(connectionTo(url, { unlimited: true }), 1)
  const source = new Database(file, { readonly: true, fileMustExist: true })
  try {
    // All of it as it was at one moment, whoever else writes.
    source.exec('BEGIN')
    mustBeOfThisVersion(source)
    await mustBeFit(target)
    return await whileMigrating(target, async (connection) => {
      if ((await tableNames(connection)).length > 0)
        throw new StoreError('unfit', 'it is not empty')
      return connection.transaction().execute((db) => copyAll(db, source))
    })
  } catch (error) {
    throw asStoreError(error)
  } finally {
    source.close()
    await target.destroy()
  }
}
