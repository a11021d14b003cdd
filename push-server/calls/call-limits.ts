/** Limits on calls, counted from the rows, so that a restart does not reset them. */
import { sql } from 'kysely'
import { prepare, type Slots } from '../store/prepared.ts'
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
/** Calls from one member to another within `PAIR_MS`, answered or not: each writes rows and tells pages. */
const PAIR_IN_ALL = 60
/** Calls of a caller within `CALLER_MS`, answered or not. */
const CALLER_IN_ALL = 300
const PAIR_MS = 600_000
const CALLER_MS = 3_600_000

/** The caller's last calls, newest first, as many as the limits need. */
const lastCalls = (kind: '=' | '<>') =>
  prepare(
    (db, { callerId, after, most }: Slots<{ callerId: string; after: number; most: number }>) =>
      db
        .selectFrom('call')
        .select(['callee_id', 'created_at', 'answered_at'])
        .where('caller_id', '=', callerId)
        .where('created_at', '>', after)
        .where('kind', kind, sql.lit('dial'))
        .orderBy('created_at', 'desc')
        .limit(most),
  )
const lastPlaced = lastCalls('<>')
const lastDialled = lastCalls('=')

/**
 * How long this caller must wait before calling this callee, in ms; 0: they may call now. Calls to
 * somebody who blocks the caller count as well, so that the limit does not reveal the block.
 */
export async function waitBeforeCalling(
  db: Db,
  { callerId, calleeId, isDialled }: { callerId: string; calleeId: string; isDialled: boolean },
  now: number,
  { pair, caller }: CallLimits,
): Promise<number> {
  const after = now - CALLER_MS
  if (isDialled) {
    const { rows } = await lastDialled(db, { callerId, after, most: DIALLED })
    return waitFor(DIALLED, CALLER_MS, rows, now)
  }
  // An administrator may allow more.
  const inAll = {
    pair: Math.max(PAIR_IN_ALL, 2 * pair),
    caller: Math.max(CALLER_IN_ALL, 2 * caller),
  }
  const { rows } = await lastPlaced(db, { callerId, after, most: inAll.caller })
  const unanswered = rows.filter(({ answered_at }) => answered_at === null)
  const isOfPair = ({ callee_id }: { readonly callee_id: string }) => callee_id === calleeId
  return Math.max(
    waitFor(pair, PAIR_MS, unanswered.filter(isOfPair), now),
    waitFor(caller, CALLER_MS, unanswered, now),
    waitFor(inAll.pair, PAIR_MS, rows.filter(isOfPair), now),
    waitFor(inAll.caller, CALLER_MS, rows, now),
  )
}

/** Ms until the n-th last call no longer counts, n being the limit; 0: they may call now. */
function waitFor(
  calls: number,
  withinMs: number,
  newestFirst: readonly { readonly created_at: number }[],
  now: number,
): number {
  const oldestThatCounts = newestFirst[calls - 1]?.created_at ?? -Infinity
  return Math.max(0, oldestThatCounts + withinMs - now)
}
