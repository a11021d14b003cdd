/** The other members as one member sees them: lists, favourites, blocks. Fast with 100,000 members too. */
import { sql } from 'kysely'
import { PAGE_SIZE, type Contact } from '../../protocol/people.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { accountTypesOf, findMember, personOf, presentHandle } from '../store/person-rows.ts'
import { flag, type Db } from '../store/tables.ts'

/** Recent contacts on the home page. */
const RECENT_MAX = 12
/** Favourites on the home page, by name; further ones appear among everyone only. */
const FAVOURITES_MAX = 200
/** Favourites that a member may have, and people whom they may block: one answer lists them all. */
const MARKED_MAX = 1_000
const COLUMNS = [
  'member.id',
  'member.handle',
  'member.name',
  'member.photo_version',
  'member.name_shared',
  'relation.favourite',
  'relation.blocked',
  'relation.last_call_at',
] as const

/** All members, with what `memberId` has noted of each. */
export function rows(db: Db, memberId: string) {
  return db
    .selectFrom('member')
    .leftJoin('relation', (join) =>
      join.onRef('relation.other_id', '=', 'member.id').on('relation.member_id', '=', memberId),
    )
    .select(COLUMNS)
    .where('member.removed_at', 'is', null)
}

type ContactRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

export async function contactsOf(db: Db, found: readonly ContactRow[]): Promise<Contact[]> {
  const ids = found.map(({ id }) => id)
  const accounts = await accountTypesOf(db, ids)
  return found.map((row) => ({
    ...personOf(row),
    accounts: accounts(row.id),
    favourite: row.favourite === 1,
    blocked: row.blocked === 1,
    lastCallAt: row.last_call_at,
  }))
}

/** A page of everyone else, by name, after the member with the handle `after`. Null: there is none. */
export async function everyone(db: Db, memberId: string, after: string | undefined) {
  let query = rows(db, memberId)
    .where('member.id', '<>', memberId)
    .orderBy('member.sort_name')
    .orderBy('member.handle')
    .limit(PAGE_SIZE + 1)
  if (after !== undefined) {
    const handle = (await presentHandle(db, after)) ?? after
    // The row of a removed member stays and keeps its place.
    const from = await db
      .selectFrom('member')
      .select('sort_name')
      .where('handle', '=', handle)
      .executeTakeFirst()
    if (from === undefined) return null
    query = query.where(
      sql<boolean>`(member.sort_name, member.handle) > (${from.sort_name}, ${handle})`,
    )
  }
  const found = await query.execute()
  const shown = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? shown.at(-1) : undefined
  return { items: await contactsOf(db, shown), next: last?.handle ?? null }
}

/** The people whom a member has marked or had a call with. */
function related(db: Db, memberId: string) {
  return db
    .selectFrom('relation')
    .innerJoin('member', 'member.id', 'relation.other_id')
    .select(COLUMNS)
    .where('relation.member_id', '=', memberId)
    .where('member.removed_at', 'is', null)
}

/** Whom a member has marked so, by name. */
async function marked(
  db: Db,
  memberId: string,
  mark: 'favourite' | 'blocked',
  most: number,
): Promise<Contact[]> {
  const found = await related(db, memberId)
    .where(`relation.${mark}`, '=', sql.lit(1))
    .orderBy('member.sort_name')
    .orderBy('member.handle')
    .limit(most)
    .execute()
  return contactsOf(db, found)
}

export const favourites = (db: Db, memberId: string) =>
  marked(db, memberId, 'favourite', FAVOURITES_MAX)

export async function recent(db: Db, memberId: string): Promise<Contact[]> {
  const found = await related(db, memberId)
    .where('relation.last_call_at', 'is not', null)
    .orderBy('relation.last_call_at', 'desc')
    .limit(RECENT_MAX)
    .execute()
  return contactsOf(db, found)
}

/** One member, who may be oneself; also by a handle that was corrected lately. */
export async function contact(db: Db, memberId: string, handle: string): Promise<Contact | null> {
  const withHandle = (wanted: string) =>
    rows(db, memberId).where('member.handle', '=', wanted).executeTakeFirst()
  const found = await withHandle(handle)
  const present = found === undefined ? await presentHandle(db, handle) : null
  const row = present === null ? found : await withHandle(present)
  if (row === undefined) return null
  const [one] = await contactsOf(db, [row])
  return one ?? null
}

/** Everybody whom the member blocks, by name. */
export const blockedPeople = (db: Db, memberId: string) =>
  marked(db, memberId, 'blocked', MARKED_MAX)

/** A change of what one member has noted of another. */
export type RelationChange = { readonly favourite: boolean } | { readonly blocked: boolean }

/** Whether the member has marked as many people so as they may. */
async function isFull(db: Db, memberId: string, column: 'favourite' | 'blocked'): Promise<boolean> {
  // A literal instead of a parameter, so that the database uses the partial indexes.
  const row = await db
    .selectFrom('relation')
    .select((relation) => relation.fn.countAll<number>().as('marked'))
    .where('member_id', '=', memberId)
    .where(column, '=', sql.lit(1))
    .executeTakeFirstOrThrow()
  return row.marked >= MARKED_MAX
}

/**
 * Makes the change inside the caller's transaction. Returns the other's id, and whether it was different before;
 * `unknown-member`: no other member has this handle; `too-large`: the member has marked too many so.
 */
export async function relate(
  db: Db,
  memberId: string,
  handle: string,
  change: RelationChange,
): Promise<
  Answer<{ readonly otherId: string; readonly isNew: boolean }, 'too-large' | 'unknown-member'>
> {
  const other = await findMember(db, handle)
  if (other === undefined || other.id === memberId) return fail('unknown-member')
  const column = 'blocked' in change ? 'blocked' : 'favourite'
  const isSet = 'blocked' in change ? change.blocked : change.favourite
  const before = await db
    .selectFrom('relation')
    .select(column)
    .where('member_id', '=', memberId)
    .where('other_id', '=', other.id)
    .executeTakeFirst()
  const isNew = (before?.[column] === 1) !== isSet
  if (!isNew) return ok({ otherId: other.id, isNew })
  if (isSet && (await isFull(db, memberId, column))) return fail('too-large')
  const changed = { [column]: flag(isSet) }
  await db
    .insertInto('relation')
    .values({
      member_id: memberId,
      other_id: other.id,
      favourite: 0,
      blocked: 0,
      last_call_at: null,
      ...changed,
    })
    .onConflict((conflict) => conflict.columns(['member_id', 'other_id']).doUpdateSet(changed))
    .execute()
  return ok({ otherId: other.id, isNew })
}
