/** How Peal connects to PostgreSQL, and what it says of the place. */
import pg from 'pg'
import { parse } from 'pg-connection-string'

/** A statement that takes longer is cancelled, ms. */
const STATEMENT_MS = 5_000
/** A statement that waits longer for others is cancelled, ms. */
const LOCK_MS = 2_000
/** A transaction in which nothing happens for longer is ended, since it holds others up, ms. */
const IDLE_IN_TRANSACTION_MS = 3_000
/** How long connecting may take, and waiting for a connection of a pool, ms. */
export const CONNECT_MS = 5_000

/** int8: times and counts, all of which a number holds. */
const INT8 = 20

const TYPES: pg.CustomTypesConfig = {
  getTypeParser(id, format) {
    if ((id as number) === INT8 && format !== 'binary') return Number
    return pg.types.getTypeParser(id, format) as (value: string) => unknown
  },
}

/** How long the statements of a connection may take. `unlimited`: those of a migration. */
interface ConnectionOptions {
  readonly unlimited?: boolean
  /** Parameters of the session, such as `default_transaction_read_only`. */
  readonly session?: Readonly<Record<string, string>>
}

/** What pg needs to connect to this address, with Peal's own limits. @throws if the address is none */
export function connectionTo(
  url: string,
  { unlimited = false, session = {} }: ConnectionOptions = {},
): pg.ClientConfig {
  // What the address says of the session comes first, so that Peal's own word counts.
  const { options = '', ...rest } = parse(url) as pg.ClientConfig & { options?: string }
  const own = Object.entries(session).map(([name, value]) => `-c ${name}=${value}`)
  return {
    ...rest,
    options: [options, ...own].join(' ').trim(),
    application_name: 'peal',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: TYPES,
    statement_timeout: unlimited ? 0 : STATEMENT_MS,
    lock_timeout: unlimited ? 0 : LOCK_MS,
    idle_in_transaction_session_timeout: unlimited ? 0 : IDLE_IN_TRANSACTION_MS,
  }
}

/** The database and the server of an address, for people: without user and password. */
export function placeOf(url: string): string {
  const { host, port, database } = parse(url)
  const server = host === null || host === undefined || host === '' ? 'localhost' : host
  const at = server.startsWith('/') ? server : `${server}:${port ?? '5432'}`
  return `"${database ?? ''}" at ${at}`
}
