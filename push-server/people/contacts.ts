/** The other members as one member sees them: lists, search, favourites. Fast with 100,000 members too. */
import { sql } from 'kysely'
import { PAGE_SIZE, type Contact } from '../../protocol/people.ts'
import { byName, queryWords } from '../../protocol/words.ts'
import { accountTypesOf, findMember, personOf, presentHandle } from '../store/person-rows.ts'
import { flag, type Db } from '../store/tables.ts'

/** Recent contacts on the home page. */
const RECENT_MAX = 12
/** Favourites on the home page, by name; further ones appear among everyone only. */
const FAVOURITES_MAX = 200
/** Rows of the word index that one search reads: some members match with several words. */
const WORD_ROWS_MAX = 400
/** Rows of the word index that one search checks for further words, so that no two common words hold the server up. */
const CHECKED_ROWS_MAX = 5_000

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
    .where('relation.favourite', '=', 1)
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

/** How many index rows begin with the word, counted up to CHECKED_ROWS_MAX. */
async function commonness(db: Db, word: string): Promise<number> {
  const { from, to } = prefixRange(word)
  const row = await db
    .selectFrom((inner) =>
      inner
        .selectFrom('member_word')
        .select('word')
        .where('word', '>=', from)
        .where('word', '<', to)
        .limit(CHECKED_ROWS_MAX)
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

/** The first row that is not checked of those that begin with the word; undefined: all are. */
async function firstUnchecked(db: Db, word: string) {
  const { from, to } = prefixRange(word)
  return db
    .selectFrom('member_word')
    .select(['word', 'member_id'])
    .where('word', '>=', from)
    .where('word', '<', to)
    .orderBy('word')
    .orderBy('member_id')
    .offset(CHECKED_ROWS_MAX)
    .limit(1)
    .executeTakeFirst()
}

/** Index rows of words that begin with `word`, of others who also have one of each of the further words. */
async function rowsOf(db: Db, memberId: string, word: string, others: readonly Sought[]) {
  const { from, to } = prefixRange(word)
  let matching = db
    .selectFrom('member_word')
    .select(['member_word.member_id', 'member_word.word'])
    .where('member_word.word', '>=', from)
    .where('member_word.word', '<', to)
    .where('member_word.member_id', '<>', memberId)
  const end = others.length > 0 ? await firstUnchecked(db, word) : undefined
  if (end !== undefined) {
    matching = matching.where(
      sql<boolean>`(member_word.word, member_word.member_id) < (${end.word}, ${end.member_id})`,
    )
  }
  for (const { ways } of others) {
    matching = matching.where((where) =>
      where.or(
        ways
          .map(prefixRange)
          .map((range) =>
            where.exists(
              where
                .selectFrom('member_word as also')
                .select('also.word')
                .whereRef('also.member_id', '=', 'member_word.member_id')
                .where('also.word', '>=', range.from)
                .where('also.word', '<', range.to),
            ),
          ),
      ),
    )
  }
  return matching
    .orderBy('member_word.word')
    .orderBy('member_word.member_id')
    .limit(WORD_ROWS_MAX)
    .execute()
}

/**
 * Members whose name or handle has, for each word of `query`, a word that begins with it; at most a
 * page. The index is read in its order, which puts exact matches first, and no further than needed, so
 * that a common prefix costs no more than a rare one. Of several words that are all very common, those who have them
 * are found among the first CHECKED_ROWS_MAX rows of the rarest.
 */
export async function search(db: Db, memberId: string, query: string): Promise<Contact[]> {
  const [rarest, ...others] = await rarestFirst(db, queryWords(query))
  if (rarest === undefined || rarest.rows === 0) return []
  const ids = new Set<string>()
  for (const word of rarest.ways) {
    const found = await rowsOf(db, memberId, word, others)
    for (const row of found) ids.add(row.member_id)
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
  const found = await related(db, memberId).where('relation.blocked', '=', 1).execute()
  return contactsOf(db, found.sort(byName))
}

/** A change of what one member has noted of another. */
export type RelationChange = { readonly favourite: boolean } | { readonly blocked: boolean }

/**
 * Makes the change inside the caller's transaction. Returns the other's id; null: no other member has
 * this handle.
 */
export async function relate(
  db: Db,
  memberId: string,
  handle: string,
  change: RelationChange,
): Promise<string | null> {
  const other = await findMember(db, handle)
  if (other === undefined || other.id === memberId) return null
  const changed =
    'blocked' in change ? { blocked: flag(change.blocked) } : { favourite: flag(change.favourite) }
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
  return other.id
}
