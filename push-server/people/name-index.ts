/**
 * What is derived from members' names: the words that the search finds them by, the key by which they are sorted, and
 * whether others have a name that looks the same. The only writer of these.
 */
import { looksOf } from '../../protocol/looks.ts'
import { memberWords, sortKey } from '../../protocol/words.ts'
import type { Store } from '../store/store.ts'
import type { Db } from '../store/tables.ts'

/** Of the rules for words, keys and looks. With a new one, the next start derives everything anew. */
const VERSION = '4'
const SETTING = 'name-index'
/** Members that one transaction derives anew. */
const BATCH = 500

/** The columns of the ways in which names may look alike. */
const LOOKS = ['look', 'look_written'] as const
type Look = (typeof LOOKS)[number]
type Looks = Readonly<Record<Look, string>>

interface Named {
  readonly id: string
  readonly handle: string
  readonly name: string
}

/** Derives everything from the name and handle that the row has now, inside the caller's transaction. */
export async function indexName(db: Db, { id, handle, name }: Named): Promise<void> {
  const former = await db
    .selectFrom('member')
    .select(LOOKS)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { anyCase, written } = looksOf(name)
  const looks = { look: anyCase, look_written: written }
  await db
    .updateTable('member')
    .set({ sort_name: sortKey(name), ...looks })
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('member_word').where('member_id', '=', id).execute()
  const rows = memberWords(handle, name).map((word) => ({ word, member_id: id }))
  await db.insertInto('member_word').values(rows).execute()
  for (const by of LOOKS) {
    await noteShared(db, by, looks[by])
    if (former[by] !== looks[by]) await noteShared(db, by, former[by])
  }
}

/** The member is found no longer, and shares their name with nobody. */
export async function unindexName(db: Db, memberId: string): Promise<void> {
  await db.deleteFrom('member_word').where('member_id', '=', memberId).execute()
  const former = await db
    .updateTable('member')
    .set({ name_shared: 0 })
    .where('id', '=', memberId)
    .returning(LOOKS)
    .executeTakeFirstOrThrow()
  for (const by of LOOKS) await noteShared(db, by, former[by])
}

/** Notes at everybody whose name looks so whether there are several. */
async function noteShared(db: Db, by: Look, look: string): Promise<void> {
  // Not derived yet.
  if (look === '') return
  const alike = await db
    .selectFrom('member')
    .select(['id', ...LOOKS])
    .where(by, '=', look)
    .where('removed_at', 'is', null)
    .limit(2)
    .execute()
  const [one, other] = alike
  if (one === undefined) return
  const shared = other !== undefined || (await isShared(db, one)) ? 1 : 0
  await db
    .updateTable('member')
    .set({ name_shared: shared })
    .where(by, '=', look)
    .where('removed_at', 'is', null)
    .where('name_shared', '<>', shared)
    .execute()
}

/** Whether anybody else's name looks like this one in either way. */
async function isShared(db: Db, member: { readonly id: string } & Looks): Promise<boolean> {
  for (const by of LOOKS) {
    if (member[by] === '') continue
    const other = await db
      .selectFrom('member')
      .select('id')
      .where(by, '=', member[by])
      .where('removed_at', 'is', null)
      .where('id', '<>', member.id)
      .limit(1)
      .executeTakeFirst()
    if (other !== undefined) return true
  }
  return false
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
