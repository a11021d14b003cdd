/** Missed calls that the member has not seen: how many, and from whom. */
import { sql } from 'kysely'
import type { MissedGroup } from '../../protocol/api.ts'
import type { MissedCount } from '../../protocol/push.ts'
import type { MissedNotice } from '../../protocol/signals.ts'
import { accountTypesOf, idOfHandle, personOf } from '../store/person-rows.ts'
import type { Db } from '../store/tables.ts'

/** The list shows at most this many people; the count includes the rest. */
const MAX_GROUPS = 200

// A literal instead of a parameter, so that the database uses the partial index of unseen calls.
const unseenOf = (db: Db, memberId: string) =>
  db
    .selectFrom('history')
    .where('history.member_id', '=', memberId)
    .where('history.missed', '=', sql.lit(1))
    .where('history.seen_at', 'is', null)

/** How many missed calls the member has not seen. */
export async function countUnseen(db: Db, memberId: string): Promise<number> {
  const row = await unseenOf(db, memberId)
    .select((select) => select.fn.countAll<number>().as('unseen'))
    .executeTakeFirstOrThrow()
  return Number(row.unseen)
}

/** The member's unseen missed calls from one caller, and from all; null: none from this caller. */
export async function missedOf(
  db: Db,
  memberId: string,
  callerId: string,
): Promise<MissedCount | null> {
  const row = await unseenOf(db, memberId)
    .select((select) => select.fn.countAll<number>().as('calls'))
    .select((select) => select.fn.max('at').as('at'))
    .where('other_id', '=', callerId)
    .executeTakeFirstOrThrow()
  const count = Number(row.calls)
  return count === 0 ? null : { at: row.at, count, unseen: await countUnseen(db, memberId) }
}

/** What pages are told when missed calls change. */
export async function missedNotice(db: Db, memberId: string): Promise<MissedNotice> {
  const unseen = await countUnseen(db, memberId)
  if (unseen === 0) return { unseen, latest: null }
  const row = await unseenOf(db, memberId)
    .innerJoin('member', 'member.id', 'history.other_id')
    .select(['call_id', 'reason', 'at', 'handle', 'name', 'photo_version', 'name_shared'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { call_id: callId, reason, at } = row
  return { unseen, latest: { callId, reason, at, peer: personOf(row) } }
}

/** The unseen missed calls by person, newest first. */
export async function missedGroups(db: Db, memberId: string): Promise<MissedGroup[]> {
  const rows = await db
    .selectFrom(
      unseenOf(db, memberId)
        .select(['call_id', 'other_id', 'at', 'reason'])
        .select([
          sql<number>`row_number() OVER (PARTITION BY other_id ORDER BY at DESC, call_id)`.as(
            'place',
          ),
          sql<number>`count(*) OVER (PARTITION BY other_id)`.as('calls'),
        ])
        .as('unseen'),
    )
    .innerJoin('member', 'member.id', 'unseen.other_id')
    .select(['unseen.other_id', 'unseen.call_id', 'unseen.at', 'unseen.reason', 'unseen.calls'])
    .select(['handle', 'name', 'photo_version', 'name_shared'])
    .where('unseen.place', '=', 1)
    .orderBy('unseen.at', 'desc')
    .orderBy('unseen.call_id')
    .limit(MAX_GROUPS)
    .execute()
  const others = rows.map(({ other_id }) => other_id)
  const accounts = await accountTypesOf(db, others)
  return rows.map((row) => ({
    peer: { ...personOf(row), accounts: accounts(row.other_id) },
    count: Number(row.calls),
    latestAt: row.at,
    latestCallId: row.call_id,
    latestReason: row.reason,
  }))
}

/** Sets missed calls up to and including `upTo` (server ms) to seen. True: some were not seen before. */
export async function setSeen(
  db: Db,
  memberId: string,
  seen: { readonly upTo: number; readonly with?: string | undefined; readonly at: number },
): Promise<boolean> {
  let query = db
    .updateTable('history')
    .set({ seen_at: seen.at })
    .where('member_id', '=', memberId)
    .where('missed', '=', sql.lit(1))
    .where('seen_at', 'is', null)
    .where('at', '<=', seen.upTo)
  if (seen.with !== undefined) {
    const other = await idOfHandle(db, seen.with)
    if (other === null) return false
    query = query.where('other_id', '=', other)
  }
  const { numUpdatedRows } = await query.executeTakeFirst()
  return numUpdatedRows > 0n
}
