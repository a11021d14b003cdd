/** A member's calls, newest first, in pages that cost the same however many calls there are. */
import { sql } from 'kysely'
import type { HistoryRow } from '../../protocol/api.ts'
import { PAGE_SIZE } from '../../protocol/people.ts'
import type { Db } from '../store/tables.ts'
import { personFrom } from './directory.ts'
import type { CallDeps } from './call-deps.ts'

/** Which rows are asked for. */
export interface HistoryAsked {
  readonly filter: 'all' | 'missed'
  /** Only calls with this person (a handle). */
  readonly with?: string | undefined
  /** The `next` of the page before. */
  readonly before?: string | undefined
}

/** A page with the cursor of the next one (null: it is the last), or why there is none. */
export type HistoryPage =
  | { readonly ok: true; readonly items: HistoryRow[]; readonly next: string | null }
  | { readonly ok: false; readonly code: 'invalid' | 'not-found' }

interface Place {
  readonly at: number
  readonly callId: string
}

/** A cursor is the key of a page's last row. */
function cursorOf({ at, callId }: Place): string {
  return `${at}.${callId}`
}

function readCursor(cursor: string): Place | null {
  const match = /^(\d{1,16})\.([A-Za-z0-9_-]{1,64})$/.exec(cursor)
  const [, at, callId] = match ?? []
  return at === undefined || callId === undefined ? null : { at: Number(at), callId }
}

/** At most PAGE_SIZE rows. `invalid`: `before` is not a cursor; `not-found`: nobody has that handle. */
export async function historyPage(
  db: Db,
  memberId: string,
  asked: HistoryAsked,
  { accountTypes, connectors }: Pick<CallDeps, 'accountTypes' | 'connectors'>,
): Promise<HistoryPage> {
  const from = asked.before === undefined ? undefined : readCursor(asked.before)
  if (from === null) return { ok: false, code: 'invalid' }
  let query = db
    .selectFrom('history')
    .innerJoin('member', 'member.id', 'history.other_id')
    .select(['history.call_id', 'history.at', 'history.role', 'history.connector_id'])
    .select(['history.reason', 'history.missed', 'history.duration_ms', 'history.seen_at'])
    .select(['history.other_id', 'member.handle', 'member.name', 'member.photo_version'])
    .where('history.member_id', '=', memberId)
    .orderBy('history.at', 'desc')
    .orderBy('history.call_id')
    .limit(PAGE_SIZE + 1)
  // A literal instead of a parameter, so that the database uses the partial index of missed calls.
  if (asked.filter === 'missed') query = query.where('history.missed', '=', sql.lit(1))
  if (asked.with !== undefined) {
    const other = await db
      .selectFrom('member')
      .select('id')
      .where('handle', '=', asked.with)
      .executeTakeFirst()
    if (other === undefined) return { ok: false, code: 'not-found' }
    query = query.where('history.other_id', '=', other.id)
  }
  if (from !== undefined) {
    query = query
      .where('history.at', '<=', from.at)
      .where((where) =>
        where.or([where('history.at', '<', from.at), where('history.call_id', '>', from.callId)]),
      )
  }
  const rows = await query.execute()
  const shown = rows.slice(0, PAGE_SIZE)
  const types = await accountTypes(
    db,
    shown.map(({ other_id }) => other_id),
  )
  const items = shown.map((row) => ({
    callId: row.call_id,
    at: row.at,
    peer: { ...personFrom(row), accounts: [...(types.get(row.other_id) ?? [])] },
    role: row.role,
    connector: connectors.find(row.connector_id)?.title ?? row.connector_id,
    reason: row.reason,
    missed: row.missed === 1,
    durationMs: row.duration_ms,
    seen: row.missed === 0 || row.seen_at !== null,
  }))
  const last = items.at(-1)
  return { ok: true, items, next: rows.length > PAGE_SIZE && last ? cursorOf(last) : null }
}
