/**
 * Erases what is left of members who were removed long ago. There may be very much of it, so that it goes in small
 * transactions, between which everything else has its turn.
 */
import { sql } from 'kysely'
import { deleteSome } from '../store/dialect.ts'
import type { Store } from '../store/store.ts'
import { REMOVED_KEPT_MS } from './removed-members.ts'

/** Members whom one sweep erases. */
const MEMBERS_AT_ONCE = 20
/** Rows that one transaction deletes. */
const ROWS_AT_ONCE = 500
/** Where rows of a member are found; each column has an index. */
const OWN_ROWS = [
  ['photo', 'member_id'],
  ['password', 'member_id'],
  ['im_account', 'member_id'],
  ['history', 'member_id'],
  ['former_handle', 'member_id'],
  ['relation', 'member_id'],
  ['relation', 'other_id'],
] as const

/** Erases some members, and forgets former handles. */
export async function eraseRemoved(store: Store, now: number): Promise<void> {
  await store.write((db) => db.deleteFrom('former_handle').where('until', '<=', now).execute())
  const old = await store.read
    .selectFrom('member')
    .select('id')
    .where('removed_at', '<=', now - REMOVED_KEPT_MS)
    .where('erased', '=', 0)
    .limit(MEMBERS_AT_ONCE)
    .execute()
  for (const { id } of old) await erase(store, id)
}

async function erase(store: Store, id: string): Promise<void> {
  for (const [table, column] of OWN_ROWS) {
    const ofMember = sql`${sql.ref(column)} = ${id}`
    let deleted
    do {
      deleted = await store.write((db) => deleteSome(db, table, ofMember, ROWS_AT_ONCE))
    } while (deleted === ROWS_AT_ONCE)
  }
  // The row and its name stay, so that other members' histories still show who it was.
  await store.write((db) =>
    db.updateTable('member').set({ erased: 1 }).where('id', '=', id).execute(),
  )
}
