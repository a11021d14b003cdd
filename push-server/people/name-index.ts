/**
 * What is derived from members' names: the words that the search finds them by, the key by which they are sorted, and
 * whether others have a name that looks the same. The only writer of these.
 */
import { lookOf } from '../../protocol/names.ts'
import { memberWords, sortKey } from '../../protocol/words.ts'
import type { Store } from '../store/store.ts'
import type { Db } from '../store/tables.ts'

/** Of the rules for words, keys and looks. With a new one, the next start derives everything anew. */
const VERSION = '2'
const SETTING = 'name-index'
/** Members that one transaction derives anew. */
const BATCH = 500

interface Named {
  readonly id: string
  readonly handle: string
  readonly name: string
}

/** Derives everything from the name and handle that the row has now, inside the caller's transaction. */
export async function indexName(db: Db, { id, handle, name }: Named): Promise<void> {
  const former = await db
    .selectFrom('member')
    .select('look')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const look = lookOf(name)
  await db
    .updateTable('member')
    .set({ sort_name: sortKey(name), look })
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('member_word').where('member_id', '=', id).execute()
  const rows = memberWords(handle, name).map((word) => ({ word, member_id: id }))
  await db.insertInto('member_word').values(rows).execute()
  await noteShared(db, look)
  if (former.look !== look) await noteShared(db, former.look)
}

/** The member is found no longer, and shares their name with nobody. */
export async function unindexName(db: Db, memberId: string): Promise<void> {
  await db.deleteFrom('member_word').where('member_id', '=', memberId).execute()
  const { look } = await db
    .updateTable('member')
    .set({ name_shared: 0 })
    .where('id', '=', memberId)
    .returning('look')
    .executeTakeFirstOrThrow()
  await noteShared(db, look)
}

/** Notes at everybody whose name looks so whether there are several. */
async function noteShared(db: Db, look: string): Promise<void> {
  const alike = await db
    .selectFrom('member')
    .select('id')
    .where('look', '=', look)
    .where('removed_at', 'is', null)
    .limit(2)
    .execute()
  const shared = alike.length > 1 ? 1 : 0
  await db
    .updateTable('member')
    .set({ name_shared: shared })
    .where('look', '=', look)
    .where('removed_at', 'is', null)
    .where('name_shared', '<>', shared)
    .execute()
}

/** Derives everything anew if the rules have changed since it was written. To be called before members are read. */
export async function refreshNameIndex(store: Store): Promise<void> {
  const kept = await store.read
    .selectFrom('setting')
    .select('value')
    .where('key', '=', SETTING)
    .executeTakeFirst()
  if (kept?.value === VERSION) return
  let after = ''
  for (;;) {
    const members = await store.read
      .selectFrom('member')
      .select(['id', 'handle', 'name'])
      .where('removed_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const last = members.at(-1)
    if (last === undefined) break
    await store.write(async (db) => {
      for (const member of members) await indexName(db, member)
    })
    after = last.id
  }
  await store.write((db) =>
    db
      .insertInto('setting')
      .values({ key: SETTING, value: VERSION })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: VERSION }))
      .execute(),
  )
}
