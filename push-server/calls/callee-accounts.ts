/** IM accounts of callees. */
import type { Db } from '../store/tables.ts'

/** The member's account of this type, with this id or else their first one; null: none. */
export async function accountOf(db: Db, memberId: string, type: string, id?: string) {
  const query = db
    .selectFrom('im_account')
    .select(['id', 'value'])
    .where('member_id', '=', memberId)
    .where('type', '=', type)
    // Ids sort by creation time.
    .orderBy('id')
    .limit(1)
  const row = await (id === undefined ? query : query.where('id', '=', id)).executeTakeFirst()
  return row ?? null
}
