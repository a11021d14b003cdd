/**
 * Sets aside a call that cannot be handled, such as one whose rows are damaged, so that it holds up nobody
 * else: neither its two members, nor other calls, nor the next start of the server.
 */
import type { Db } from '../store/tables.ts'

/**
 * Ends the call as failed, inside the caller's transaction, by simple statements that cannot fail as the call did.
 * It enters no history.
 */
export async function setAsideRows(db: Db, callId: string, now: number): Promise<void> {
  await db.deleteFrom('live').where('call_id', '=', callId).execute()
  await db.deleteFrom('outbox').where('call_id', '=', callId).where('kind', '=', 'ring').execute()
  await db
    .updateTable('ring_target')
    .set({ state: 'stopped' })
    .where('call_id', '=', callId)
    .where('state', '<>', 'failed')
    .execute()
  await db
    .updateTable('call')
    .set((row) => ({
      state: 'ended' as const,
      reason: 'failed' as const,
      ended_by: 'server' as const,
      ended_at: now,
      deadline: null,
      limit_at: null,
      unreachable_at: null,
      offer: null,
      rev: row('rev', '+', 1),
    }))
    .where('id', '=', callId)
    .execute()
}
