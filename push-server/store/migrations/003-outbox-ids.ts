/**
 * Ids of the outbox are never reused: the result of sending one row must not be applied to another that
 * got its id.
 */
export const OUTBOX_IDS = [
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
