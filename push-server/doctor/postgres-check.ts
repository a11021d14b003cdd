/** Checks that PostgreSQL can be reached and keeps what it confirms. */
import { sql } from 'kysely'
import { connectionTo, placeOf } from '../store/postgres-connection.ts'
import { mustBeFit } from '../store/postgres-fitness.ts'
import { openPool } from '../store/postgres-pool.ts'
import { StoreError } from '../store/store-error.ts'
import type { Db } from '../store/tables.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'

/** Calls end by the server's clock, and people compare the times of a call with their own, ms. */
const APART_MS = 2_000
/** What one server and the command line need. */
const CONNECTIONS = 20

interface Facts {
  readonly fsync: string
  /** Server ms. */
  readonly now: number
  readonly free: number
}

async function factsOf(db: Db): Promise<Facts> {
  const { rows } = await sql<Facts>`SELECT
    current_setting('fsync') AS fsync,
    (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now,
    current_setting('max_connections')::bigint
      - current_setting('superuser_reserved_connections')::bigint
      - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS free`.execute(
    db,
  )
  const [facts] = rows
  if (facts === undefined) throw new Error('no answer')
  return facts
}

function findingsOf(place: string, { fsync, now, free }: Facts, wallMs: number): Finding[] {
  const findings = [fine('database', `The database ${place} can be used.`)]
  if (fsync !== 'on') {
    const mend = 'Set fsync = on in postgresql.conf.'
    findings.push(failed('database', `A power cut would damage ${place}: fsync is off.`, mend))
  }
  const apart = Math.abs(now - wallMs)
  if (apart > APART_MS) {
    const seconds = Math.round(apart / 1_000)
    const found = `The clock of PostgreSQL's machine is ${seconds} s away from that of this one.`
    findings.push(warning('database', found, 'Let both machines set their clocks by NTP.'))
  }
  if (free < CONNECTIONS) {
    const found = `PostgreSQL has ${free} connections left; Peal uses up to ${CONNECTIONS}.`
    findings.push(warning('database', found, 'Raise max_connections in postgresql.conf.'))
  }
  return findings
}

/** Checks the database at this address without changes. `wallMs`: this machine's time. */
export async function checkPostgres(url: string, wallMs: number): Promise<Finding[]> {
  const place = placeOf(url)
  const db = openPool(connectionTo(url), 1)
  try {
    await mustBeFit(db)
    return findingsOf(place, await factsOf(db), wallMs)
  } catch (error) {
    const isOfStore = error instanceof StoreError
    // The connection's own code says more of one that cannot be reached.
    const isUnreachable = isOfStore && error.code === 'unreachable'
    const why =
      isOfStore && !isUnreachable ? error.message : causeOf(isUnreachable ? error.cause : error)
    return [
      failed(
        'database',
        `The database ${place} cannot be used (${why}).`,
        'See that PostgreSQL runs, and that DATABASE_URL names a database, a user and a password that it knows.',
      ),
    ]
  } finally {
    await db.destroy()
  }
}
