import type { Kysely } from 'kysely'
import { up as first } from './001-first.ts'
import { up as indexes } from './002-indexes.ts'
import { up as outboxIds } from './003-outbox-ids.ts'
import { up as adminActs } from './004-admin-acts.ts'
import { up as givenUp } from './005-given-up.ts'

/** A change of the tables. It runs once, in a transaction that also records it. */
export interface Migration {
  /** Must never change: databases record it. */
  readonly name: string
  up(db: Kysely<unknown>): Promise<void>
}

/** All migrations in order; new ones are added at the end. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '001-first', up: first },
  { name: '002-indexes', up: indexes },
  { name: '003-outbox-ids', up: outboxIds },
  { name: '004-admin-acts', up: adminActs },
  { name: '005-given-up', up: givenUp },
]
