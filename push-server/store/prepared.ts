/**
 * Queries that are built and compiled once and then run with different values. For busy paths: building
 * a query takes longer than SQLite takes to run it.
 */
import { sql, type Compilable, type CompiledQuery, type QueryResult, type RawBuilder } from 'kysely'
import { engineOf, type Engine } from './dialect.ts'
import type { Db } from './tables.ts'

/** The placeholders for a query's values, by name. */
export type Slots<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

/** A placeholder among the parameters of a compiled query. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A query as a function of its values, which always have the same names. `build` runs once for each engine. */
export function prepare<Values extends Record<string, unknown>, Row>(
  build: (db: Db, slots: Slots<Values>) => Compilable<Row>,
): (db: Db, values: Values) => Promise<QueryResult<Row>> {
  const kept: Partial<Record<Engine, CompiledQuery<Row>>> = {}
  return (db, values) => {
    const compiled = (kept[engineOf(db)] ??= build(db, slotsFor(values)).compile())
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name] : parameter,
    )
    return db.executeQuery<Row>({ ...compiled, parameters })
  }
}

/** A slot for each value, under its name. */
function slotsFor<Values extends Record<string, unknown>>(values: Values): Slots<Values> {
  const slots = Object.keys(values).map((name) => [name, sql`${new Slot(name)}`])
  return Object.fromEntries(slots) as Slots<Values>
}
