/** The record of what administrators did. All rooms write to it. */
import { sql } from 'kysely'
import type { AdminAct } from '../../protocol/admin-acts.ts'
import type { Db } from './tables.ts'

/** How long acts are kept. */
const KEPT_MS = 365 * 86_400_000
/** Rows that one sweep deletes at most, so that it does not delay calls. */
const BATCH = 500

interface NewAct {
  /** Server ms. */
  readonly at: number
  /** The admin who acted; null: the command line. */
  readonly memberId: string | null
  readonly act: AdminAct
  /** The member or thing that it was done to, as `ADMIN_ACTS` says; '' if there is none. */
  readonly target: string
  /** The id of the member that it was done to. */
  readonly targetId?: string
}

/** Records an act, inside the transaction of the act itself, so that both are saved or neither. */
export async function recordAct(db: Db, { memberId, targetId, ...act }: NewAct): Promise<void> {
  const ids = { member_id: memberId, target_id: targetId ?? null }
  await db
    .insertInto('admin_act')
    .values({ ...act, ...ids })
    .execute()
}

/** Deletes a limited number of old acts. */
export async function sweepActs(db: Db, now: number): Promise<void> {
  await sql`DELETE FROM admin_act WHERE id IN (
    SELECT id FROM admin_act WHERE at < ${now - KEPT_MS} LIMIT ${BATCH})`.execute(db)
}
