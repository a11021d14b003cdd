import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Calls that a window gave up before their `call.place` arrived: protocol/given-up.ts. */
const STATEMENTS = [
  `CREATE TABLE given_up (
    member_id text NOT NULL REFERENCES member (id), call_id text NOT NULL, leg_id text NOT NULL,
    how text NOT NULL, at integer NOT NULL, PRIMARY KEY (member_id, call_id, leg_id)) STRICT`,
  `CREATE INDEX given_up_by_age ON given_up (at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
