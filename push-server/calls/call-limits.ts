/** How often one may call without being answered. Counted from the rows, so that a restart forgives nothing. */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../store/tables.ts'

type Db = Kysely<Tables>

interface Limit {
  readonly calls: number
  readonly withinMs: number
}

/** From one member to another. */
const PAIR: Limit = { calls: 5, withinMs: 600_000 }
/** From one member to whomever. */
const CALLER: Limit = { calls: 30, withinMs: 3_600_000 }

/**
 * How long this caller must wait before calling this callee, in ms; 0: not at all. Blocked calls
 * count as any other, so that the block cannot be told from the limit.
 */
export async function waitBeforeCalling(
  db: Db,
  callerId: string,
  calleeId: string,
  now: number,
): Promise<number> {
  const pair = await oldestThatCounts(db, PAIR, now, callerId, calleeId)
  const caller = await oldestThatCounts(db, CALLER, now, callerId, null)
  return Math.max(0, until(pair, PAIR, now), until(caller, CALLER, now))
}

function until(at: number | null, limit: Limit, now: number): number {
  return at === null ? 0 : at + limit.withinMs - now
}

/** When the n-th last unanswered call was placed, n being the limit; null: there were fewer. */
async function oldestThatCounts(
  db: Db,
  limit: Limit,
  now: number,
  callerId: string,
  calleeId: string | null,
): Promise<number | null> {
  let query = db
    .selectFrom('call')
    .select('created_at')
    .where('caller_id', '=', callerId)
    .where('created_at', '>', now - limit.withinMs)
    .where('answered_at', 'is', null)
    .where('kind', '<>', sql.lit('dial'))
    .orderBy('created_at', 'desc')
    .limit(1)
    .offset(limit.calls - 1)
  if (calleeId !== null) query = query.where('callee_id', '=', calleeId)
  return (await query.executeTakeFirst())?.created_at ?? null
}
