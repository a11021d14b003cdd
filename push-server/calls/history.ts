/** A member's calls, newest first, in pages that cost the same however many calls there are. */
import { sql } from 'kysely'
import type { api } from '../../protocol/api.ts'
import { PAGE_SIZE } from '../../protocol/people.ts'
import type { RequestOf, ResponseOf } from '../../protocol/route.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { accountTypesOf, idOfHandle, personOf } from '../store/person-rows.ts'
import type { Db } from '../store/tables.ts'
import type { CallDeps } from './call-deps.ts'

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

/** At most PAGE_SIZE rows, with the cursor of the next page (null: it is the last). */
export async function historyPage(
  db: Db,
  memberId: string,
  asked: RequestOf<typeof api.history>,
  connectors: CallDeps['connectors'],
): Promise<Answer<ResponseOf<typeof api.history>, 'invalid' | 'not-found'>> {
  const from = asked.before === undefined ? undefined : readCursor(asked.before)
  if (from === null) return fail('invalid', { field: 'before' })
  let query = db
    .selectFrom('history')
    .innerJoin('member', 'member.id', 'history.other_id')
    .select(['history.call_id', 'history.at', 'history.role', 'history.connector_id'])
    .select(['history.reason', 'history.missed', 'history.duration_ms', 'history.seen_at'])
    .select([
      'history.other_id',
      'member.handle',
      'member.name',
      'member.photo_version',
      'member.name_shared',
    ])
    .where('history.member_id', '=', memberId)
    .orderBy('history.at', 'desc')
    .orderBy('history.call_id')
    .limit(PAGE_SIZE + 1)
  // A literal instead of a parameter, so that the database uses the partial index of missed calls.
  if (asked.filter === 'missed') query = query.where('history.missed', '=', sql.lit(1))
  if (asked.with !== undefined) {
    const other = await idOfHandle(db, asked.with)
    if (other === null) return fail('not-found')
    query = query.where('history.other_id', '=', other)
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
  const others = shown.map(({ other_id }) => other_id)
  const accounts = await accountTypesOf(db, others)
  const items = shown.map((row) => ({
    callId: row.call_id,
    at: row.at,
    peer: { ...personOf(row), accounts: accounts(row.other_id) },
    role: row.role,
    connector: connectors.find(row.connector_id)?.title ?? row.connector_id,
    reason: row.reason,
    missed: row.missed === 1,
    durationMs: row.duration_ms,
    seen: row.missed === 0 || row.seen_at !== null,
  }))
  const last = items.at(-1)
  return ok({ items, next: rows.length > PAGE_SIZE && last ? cursorOf(last) : null })
}
