/** Limits on unanswered calls, counted from the rows, so that a restart does not reset them. */
import { sql } from 'kysely'
import { prepare } from '../store/prepared.ts'
import type { Slots } from '../store/prepared.ts'
import type { Db } from '../store/tables.ts'

/** How many calls may stay unanswered. */
export interface CallLimits {
  /** From one member to another within `PAIR_MS`. */
  readonly pair: number
  /** From one member to anybody within `CALLER_MS`. */
  readonly caller: number
}

/** Calls by other programs within `CALLER_MS`. They ring nobody here, but each writes rows. */
const DIALLED = 60
const PAIR_MS = 600_000
const CALLER_MS = 3_600_000

/** The caller's last unanswered calls, newest first, as many as the limits need. */
const lastCalls = (kind: '=' | '<>') =>
  prepare(
    (db, { callerId, after, most }: Slots<{ callerId: string; after: number; most: number }>) =>
      db
        .selectFrom('call')
        .select(['callee_id', 'created_at'])
        .where('caller_id', '=', callerId)
        .where('created_at', '>', after)
        .where('answered_at', 'is', null)
        .where('kind', kind, sql.lit('dial'))
        .orderBy('created_at', 'desc')
        .limit(most),
  )
const lastUnanswered = lastCalls('<>')
const lastDialled = lastCalls('=')

/**
 * How long this caller must wait before calling this callee, in ms; 0: they may call now. Calls to
 * somebody who blocks the caller count as well, so that the limit does not reveal the block.
 */
export async function waitBeforeCalling(
  db: Db,
  callerId: string,
  calleeId: string,
  now: number,
  { pair, caller }: CallLimits,
): Promise<number> {
  const { rows } = await lastUnanswered(db, { callerId, after: now - CALLER_MS, most: caller })
  const ofPair = rows.filter(({ callee_id }) => callee_id === calleeId)
  return Math.max(0, waitFor(pair, PAIR_MS, ofPair, now), waitFor(caller, CALLER_MS, rows, now))
}

/** How long this caller must wait before calling by another program, in ms; 0: they may call now. */
export async function waitBeforeDialling(db: Db, callerId: string, now: number): Promise<number> {
  const { rows } = await lastDialled(db, { callerId, after: now - CALLER_MS, most: DIALLED })
  return Math.max(0, waitFor(DIALLED, CALLER_MS, rows, now))
}

/** Ms until the n-th last call no longer counts, n being the limit; 0 or less: they may call now. */
function waitFor(
  calls: number,
  withinMs: number,
  newestFirst: readonly { readonly created_at: number }[],
  now: number,
): number {
  const oldestThatCounts = newestFirst[calls - 1]
  return oldestThatCounts === undefined ? 0 : oldestThatCounts.created_at + withinMs - now
}
