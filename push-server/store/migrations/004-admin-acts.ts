import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** What administrators did. The rows of removed members stay, so that their acts keep a name. */
const STATEMENTS = [
  `CREATE TABLE admin_act (
    id integer PRIMARY KEY, at integer NOT NULL, member_id text REFERENCES member (id),
    act text NOT NULL, target text NOT NULL) STRICT`,
  `CREATE INDEX admin_act_by_age ON admin_act (at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
