/**
 * Deletes expired rows: history, calls, undelivered pushes, and what was said of calls that were never
 * placed.
 */
import { sql } from 'kysely'
import { GIVEN_UP_MS } from '../../protocol/given-up.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** Rows deleted at once, so that a sweep does not delay calls. */
const BATCH = 500

/**
 * Deletes one batch of each kind; true while more is left. A call's row stays as long as its history, so
 * that its id cannot be placed again meanwhile.
 */
export async function sweepHistory(
  store: Store,
  clock: Clock,
  historyMs: number,
): Promise<boolean> {
  const now = clock.now()
  const before = now - historyMs
  return store.write(async (db) => {
    const history = await sql`DELETE FROM history WHERE (member_id, call_id) IN (
      SELECT member_id, call_id FROM history WHERE at < ${before} LIMIT ${BATCH})`.execute(db)
    const calls = await sql`DELETE FROM call WHERE id IN (
      SELECT id FROM call WHERE state = 'ended' AND ended_at < ${before} LIMIT ${BATCH})`.execute(
      db,
    )
    const outbox = await sql`DELETE FROM outbox WHERE id IN (
      SELECT id FROM outbox WHERE expires_at < ${now} LIMIT ${BATCH})`.execute(db)
    const givenUp = await sql`DELETE FROM given_up WHERE (member_id, call_id, leg_id) IN (
      SELECT member_id, call_id, leg_id FROM given_up WHERE at <= ${now - GIVEN_UP_MS}
      LIMIT ${BATCH})`.execute(db)
    return [history, calls, outbox, givenUp].some(
      ({ numAffectedRows }) => numAffectedRows === BigInt(BATCH),
    )
  })
}
