/** Search among the other members, by the index of words. Fast with 100,000 members too. */
import { sql } from 'kysely'
import { PAGE_SIZE, type Contact } from '../../protocol/people.ts'
import { byName, queryWords } from '../../protocol/words.ts'
import type { Db } from '../store/tables.ts'
import { contactsOf, rows } from './contacts.ts'
import { createSearchTurns } from './search-turns.ts'

/**
 * Rows of the word index that a search reads in one turn of the event loop, which takes about a millisecond; members
 * have several words.
 */
const ROWS_AT_ONCE = 100
/** Then it has read 20,000 rows, and shows what it has found. */
const TURNS_MAX = 200
/** Rows of a word that are counted at most, to find the rarest of a query. */
const COUNTED_MAX = 2_000
/** Of all searches together, since there is one event loop. */
const nextTurn = createSearchTurns()

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
      await nextTurn()
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
    .where('word', '<', to)
    .orderBy('word')
    .orderBy('member_id')
  if (last === null) return query.where('word', '>=', from)
  // The only lower bound, so that the database begins to read there: it would read all rows from another one on.
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
 * that a common prefix costs no more than a rare one. A search for several common words reads much of it: everything
 * else has its turn meanwhile, and the search ends after `TURNS_MAX`.
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
      await nextTurn()
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
