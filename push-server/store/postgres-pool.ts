/** Connections to PostgreSQL, as kysely uses them. */
import type { PostgresPool, PostgresQueryResult } from 'kysely'
import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
} from 'kysely'
import pg from 'pg'
import { asStoreError } from './store-error.ts'
import { hasStalePlan, isUnreachable, withoutValues } from './postgres-errors.ts'
import type { Tables } from './tables.ts'

/** Statements that are prepared on each connection. SQL with lists of varying lengths makes many; they are not. */
const MAX_PREPARED = 500
/** SQL with more values than any table has columns contains such a list. */
const MAX_VALUES = 32

/** The name of each statement that connections prepare: each is parsed and planned once by each. */
function createNames() {
  const names = new Map<string, string>()
  return (sql: string, values: number): string | undefined => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= MAX_PREPARED || values > MAX_VALUES) return known
    const name = `peal_${names.size}`
    names.set(sql, name)
    return name
  }
}

/** A pool of at most `max` connections, whose faults are told as StoreErrors. */
function wrapped(pool: pg.Pool): PostgresPool {
  const nameOf = createNames()
  return {
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw asStoreError(error)
      })
      let isStale = false
      return {
        async query<R>(sql: unknown, parameters: readonly unknown[] = []) {
          const text = String(sql)
          try {
            const name = nameOf(text, parameters.length)
            const result = await client.query<pg.QueryResultRow>({
              name,
              text,
              values: [...parameters],
            })
            return result as unknown as PostgresQueryResult<R>
          } catch (error) {
            isStale ||= hasStalePlan(error)
            withoutValues(error)
            throw isUnreachable(error) ? asStoreError(error) : error
          }
        },
        release: (destroy: boolean = false) => client.release(destroy || isStale),
      } as Awaited<ReturnType<PostgresPool['connect']>>
    },
    end: () => pool.end(),
  }
}

/** Opens the database through at most `max` connections, which are made when they are needed. */
export function openPool(connection: pg.ClientConfig, max: number): Kysely<Tables> {
  const pool = new pg.Pool({ ...connection, max })
  // A connection that breaks while nothing runs on it is replaced; a statement on it fails by itself.
  const ignore = () => undefined
  pool.on('error', ignore)
  pool.on('connect', (client) => void client.on('error', ignore))
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: wrapped(pool) }),
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  })
}
