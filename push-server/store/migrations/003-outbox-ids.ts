import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/**
 * Ids of the outbox are never reused: the result of sending one row must not be applied to another that
 * got its id.
 */
const STATEMENTS = [
  `CREATE TABLE outbox_next (
    id integer PRIMARY KEY AUTOINCREMENT, device_id text NOT NULL REFERENCES device (id),
    call_id text NOT NULL, kind text NOT NULL, topic text, payload text NOT NULL,
    due_at integer NOT NULL, expires_at integer NOT NULL, attempts integer NOT NULL,
    leased_until integer, UNIQUE (device_id, call_id, kind)) STRICT`,
  `INSERT INTO outbox_next SELECT id, device_id, call_id, kind, topic, payload, due_at, expires_at,
    attempts, leased_until FROM outbox`,
  `DROP TABLE outbox`,
  `ALTER TABLE outbox_next RENAME TO outbox`,
  `CREATE INDEX outbox_by_due ON outbox (due_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
