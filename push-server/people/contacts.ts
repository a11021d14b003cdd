/** The other members as one member sees them: lists, search, favourites. Fast with 100,000 members too. */
import { sql } from 'kysely'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { PAGE_SIZE, type Contact } from '../../protocol/people.ts'
import { byName, queryWords } from '../../protocol/words.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { accountTypesOf, findMember, personOf, presentHandle } from '../store/person-rows.ts'
import { flag, type Db } from '../store/tables.ts'

/** Recent contacts on the home page. */
const RECENT_MAX = 12
/** Favourites on the home page, by name; further ones appear among everyone only. */
const FAVOURITES_MAX = 200
/** Favourites that a member may have, and people whom they may block: one answer lists them all. */
const MARKED_MAX = 1_000
/** Rows of the word index that a search reads in one turn of the event loop; members have several words. */
const ROWS_AT_ONCE = 400
/** Then it has read 20,000 rows, and shows what it has found. */
const TURNS_MAX = 50
/** Rows of a word that are counted at most, to find the rarest of a query. */
const COUNTED_MAX = 5_000

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
function rows(db: Db, memberId: string) {
  return db
    .selectFrom('member')
    .leftJoin('relation', (join) =>
      join.onRef('relation.other_id', '=', 'member.id').on('relation.member_id', '=', memberId),
    )
    .select(COLUMNS)
    .where('member.removed_at', 'is', null)
}

type ContactRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

async function contactsOf(db: Db, found: readonly ContactRow[]): Promise<Contact[]> {
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

export async function favourites(db: Db, memberId: string): Promise<Contact[]> {
  const found = await related(db, memberId)
    .where('relation.favourite', '=', sql.lit(1))
    .orderBy('member.sort_name')
    .orderBy('member.handle')
    .limit(FAVOURITES_MAX)
    .execute()
  return contactsOf(db, found)
}

export async function recent(db: Db, memberId: string): Promise<Contact[]> {
  const found = await related(db, memberId)
    .where('relation.last_call_at', 'is not', null)
    .orderBy('relation.last_call_at', 'desc')
    .limit(RECENT_MAX)
    .execute()
  return contactsOf(db, found)
}

/** The last code point: what follows a prefix sorts before it. */
const LAST = '\u{10ffff}'

/** Where the words that begin with `prefix` lie: from, inclusive, and to, exclusive. */
export function prefixRange(prefix: string): { from: string; to: string } {
  return { from: prefix, to: prefix + LAST }
}

/** A word of a query: the words that it may stand for and that somebody has, and the rows of the commonest. */
interface Sought {
  readonly ways: readonly string[]
  readonly rows: number
}

/** How many index rows begin with the word, counted up to COUNTED_MAX. */
async function commonness(db: Db, word: string): Promise<number> {
  const { from, to } = prefixRange(word)
  const row = await db
    .selectFrom((inner) =>
      inner
        .selectFrom('member_word')
        .select('word')
        .where('word', '>=', from)
        .where('word', '<', to)
        .limit(COUNTED_MAX)
        .as('some'),
    )
    .select((some) => some.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return row?.count ?? 0
}

/** The words, rarest first: the search looks that one up, and checks the others on what it finds. */
async function rarestFirst(db: Db, words: readonly (readonly string[])[]): Promise<Sought[]> {
  const sought: Sought[] = []
  for (const word of words) {
    let rows = 0
    const ways: string[] = []
    for (const way of word) {
      const count = await commonness(db, way)
      rows = Math.max(rows, count)
      if (count > 0) ways.push(way)
    }
    sought.push({ ways, rows })
  }
  // Of those that are counted no further, the longer one is rarer.
  const length = ({ ways }: Sought) => Math.min(...ways.map((way) => way.length))
  return sought.sort((a, b) => a.rows - b.rows || length(b) - length(a))
}

/** A row of the word index, as the place in it. */
interface WordRow {
  readonly word: string
  readonly member_id: string
}

/** The rows of the word index that begin with `prefix`, after `last`, in their order. */
function rowsAfter(db: Db, prefix: string, last: WordRow | null) {
  const { from, to } = prefixRange(prefix)
  const query = db
    .selectFrom('member_word')
    .select(['member_id', 'word'])
    .where('word', '>=', from)
    .where('word', '<', to)
    .orderBy('word')
    .orderBy('member_id')
  if (last === null) return query
  return query.where(sql<boolean>`(word, member_id) > (${last.word}, ${last.member_id})`)
}

/** Of the first of these rows, the members other than `memberId` who have one of each of the other words, too. */
async function matching(
  db: Db,
  rows: ReturnType<typeof rowsAfter>,
  { others, memberId }: { readonly others: readonly Sought[]; readonly memberId: string },
): Promise<string[]> {
  let query = db
    .selectFrom(rows.limit(ROWS_AT_ONCE).as('found'))
    .select('found.member_id')
    .where('found.member_id', '<>', memberId)
  for (const { ways } of others) {
    query = query.where((where) =>
      where.or(
        ways
          .map(prefixRange)
          .map((range) =>
            where.exists(
              where
                .selectFrom('member_word as also')
                .select('also.word')
                .whereRef('also.member_id', '=', 'found.member_id')
                .where('also.word', '>=', range.from)
                .where('also.word', '<', range.to),
            ),
          ),
      ),
    )
  }
  return (await query.execute()).map((row) => row.member_id)
}

/**
 * Members whose name or handle has, for each word of `query`, a word that begins with it; at most a
 * page. The index is read in its order, which puts exact matches first, and no further than needed, so
 * that a common prefix costs no more than a rare one. A search for several common words reads much of it: then
 * everything else has its turn meanwhile, and the search ends after `TURNS_MAX`.
 */
export async function search(db: Db, memberId: string, query: string): Promise<Contact[]> {
  const [rarest, ...others] = await rarestFirst(db, queryWords(query))
  if (rarest === undefined) return []
  const ids = new Set<string>()
  let turns = 0
  for (const way of rarest.ways) {
    let last: WordRow | null = null
    do {
      if (turns >= TURNS_MAX || ids.size >= PAGE_SIZE) break
      if (turns > 0) await nextTurn()
      turns += 1
      const next = rowsAfter(db, way, last)
      for (const id of await matching(db, next, { others, memberId })) ids.add(id)
      const end = next.limit(1).offset(ROWS_AT_ONCE - 1)
      last = (await end.executeTakeFirst()) ?? null
    } while (last !== null)
  }
  if (ids.size === 0) return []
  const page = [...ids].slice(0, PAGE_SIZE)
  const members = await rows(db, memberId).where('member.id', 'in', page).execute()
  return contactsOf(db, members.sort(byName))
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
export async function blockedPeople(db: Db, memberId: string): Promise<Contact[]> {
  const found = await related(db, memberId)
    .where('relation.blocked', '=', sql.lit(1))
    .orderBy('member.sort_name')
    .orderBy('member.handle')
    .limit(MARKED_MAX)
    .execute()
  return contactsOf(db, found)
}

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
): Promise<Answer<{ readonly otherId: string; readonly isNew: boolean }>> {
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
