/** The record of what administrators did. It is no room's own: every room writes its acts there. */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AdminAct } from '../../protocol/admin-acts.ts'
import type { Tables } from './tables.ts'

/** Acts are kept for this long. */
const KEPT_MS = 365 * 86_400_000
/** Rows that one sweep deletes, so that it never holds up a call. */
const BATCH = 500

export interface NewAct {
  /** Server ms. */
  readonly at: number
  /** The admin who did it; null: somebody at the command line. */
  readonly memberId: string | null
  readonly act: AdminAct
  /** Whom or what it was done to, as `ADMIN_ACTS` says; '' for nothing in particular. */
  readonly target: string
}

/** Writes an act down, inside the transaction of the act itself: neither is there without the other. */
export async function recordAct(
  db: Kysely<Tables>,
  { at, memberId, act, target }: NewAct,
): Promise<void> {
  await db.insertInto('admin_act').values({ at, member_id: memberId, act, target }).execute()
}

/** Deletes acts that were kept long enough, a bounded number of them. */
export async function sweepActs(db: Kysely<Tables>, now: number): Promise<void> {
  await sql`DELETE FROM admin_act WHERE id IN (
    SELECT id FROM admin_act WHERE at < ${now - KEPT_MS} LIMIT ${BATCH})`.execute(db)
}
