/** How often one may call without being answered. Counted from the rows, so that a restart forgives nothing. */
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { prepare } from '../store/prepared.ts'
import type { Slots } from '../store/prepared.ts'
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

/** The caller's last unanswered calls, newest first: no more than the limits look at. */
const lastUnanswered = prepare(
  (db, { callerId, after }: Slots<{ callerId: string; after: number }>) =>
    db
      .selectFrom('call')
      .select(['callee_id', 'created_at'])
      .where('caller_id', '=', callerId)
      .where('created_at', '>', after)
      .where('answered_at', 'is', null)
      .where('kind', '<>', sql.lit('dial'))
      .orderBy('created_at', 'desc')
      .limit(CALLER.calls),
)

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
  const { rows } = await lastUnanswered(db, { callerId, after: now - CALLER.withinMs })
  const ofPair = rows.filter(({ callee_id }) => callee_id === calleeId)
  return Math.max(0, waitFor(PAIR, ofPair, now), waitFor(CALLER, rows, now))
}

/** Until the n-th last call no longer counts, n being the limit; not above 0: one may call. */
function waitFor(
  { calls, withinMs }: Limit,
  newestFirst: readonly { readonly created_at: number }[],
  now: number,
): number {
  const oldestThatCounts = newestFirst[calls - 1]
  return oldestThatCounts === undefined ? 0 : oldestThatCounts.created_at + withinMs - now
}
