/**
 * A ring's push is parked while an open page rings in its place: it falls due when it expires, so that it
 * is never sent unless it gets an earlier time.
 */
import type { ExpressionBuilder } from 'kysely'
import type { Tables } from './tables.ts'

type OutboxRow = ExpressionBuilder<Tables, 'outbox'>

/** What parks a row. */
export function parked(row: OutboxRow) {
  return { due_at: row.ref('outbox.expires_at') }
}

/** Whether a row is not parked. */
export function isNotParked(row: OutboxRow) {
  return row('outbox.due_at', '<', row.ref('outbox.expires_at'))
}
