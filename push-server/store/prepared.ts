/**
 * Queries that are built and compiled once, and then run with other values. For those of a busy
 * path: building one takes longer than SQLite needs to answer it.
 */
import { sql } from 'kysely'
import type { Compilable, CompiledQuery, Kysely, QueryResult, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** What stands in a query for its values, by name. */
export type Slots<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

/** A compiled query's parameter until it is run: the value of this name. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query as a function of its values. `build` runs once a process, which therefore talks to one
 * kind of database.
 */
export function prepare<Values extends Record<string, unknown>, Row>(
  build: (db: Db, slots: Slots<Values>) => Compilable<Row>,
): (db: Db, values: Values) => Promise<QueryResult<Row>> {
  let compiled: CompiledQuery<Row> | null = null
  return (db, values) => {
    compiled ??= build(db, slotsOf<Values>()).compile()
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name] : parameter,
    )
    return db.executeQuery<Row>({ ...compiled, parameters })
  }
}

/** A slot for whatever name is asked for: the names of a type are not known when it runs. */
function slotsOf<Values extends Record<string, unknown>>(): Slots<Values> {
  return new Proxy({} as Slots<Values>, {
    get: (_, name) => sql`${new Slot(String(name))}`,
  })
}
