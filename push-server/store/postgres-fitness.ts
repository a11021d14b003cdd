/** Whether a PostgreSQL can keep Peal's rows, looked at before anything is written to it. */
import { sql } from 'kysely'
import { tableNames } from './dialect.ts'
import { StoreError } from './store-error.ts'
import type { Db } from './tables.ts'

/** The oldest version that the tests know, and that is supported until 2027. */
const OLDEST_MAJOR = 15
const MAJOR = 10_000
/** A commit is on the disk before it is confirmed; `remote_apply` also waits for a standby. */
const DURABLE: ReadonlySet<string> = new Set(['on', 'remote_apply'])

/** What the server says of itself. */
interface ServerFacts {
  /** Such as 150004. */
  readonly version: number
  readonly synchronousCommit: string
  readonly encoding: string
  /** A standby, or a database that was set to be read only. */
  readonly readOnly: boolean
  /** In which new tables are made; null: the user's search path leads nowhere. */
  readonly schema: string | null
}

async function factsOf(db: Db): Promise<ServerFacts | undefined> {
  const { rows } = await sql<ServerFacts>`SELECT
    current_setting('server_version_num')::bigint AS version,
    current_setting('synchronous_commit') AS "synchronousCommit",
    current_setting('server_encoding') AS encoding,
    current_setting('transaction_read_only') = 'on' AS "readOnly",
    current_schema()::text AS schema`.execute(db)
  return rows[0]
}

/** What keeps the server from keeping Peal's rows, as a sentence about it; null: nothing. */
function wrongWith(facts: ServerFacts): string | null {
  const { version, synchronousCommit, encoding, readOnly, schema } = facts
  const major = Math.floor(version / MAJOR)
  if (major < OLDEST_MAJOR) return `it is PostgreSQL ${major}; Peal needs ${OLDEST_MAJOR} or later`
  if (readOnly) return 'it can only be read, as a standby; name the primary'
  if (!DURABLE.has(synchronousCommit)) {
    return `its synchronous_commit is "${synchronousCommit}", so that confirmed calls could be lost; set it to on`
  }
  if (encoding !== 'UTF8') return `its encoding is ${encoding}; create the database with UTF8`
  return schema === null ? "the user's search_path names no schema that there is" : null
}

/** @throws StoreError `unfit` or `foreign-database` */
export async function mustBeFit(db: Db): Promise<void> {
  const facts = await factsOf(db)
  const wrong = facts === undefined ? 'it says nothing of itself' : wrongWith(facts)
  if (wrong !== null) throw new StoreError('unfit', wrong)
  const tables = await tableNames(db)
  if (tables.length > 0 && !tables.includes('schema_migration')) {
    throw new StoreError('foreign-database', 'It is a database of another program.')
  }
}
