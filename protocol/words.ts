/** The words that a member is found by: the server's index and a page that is offline find the same people. */
import { folded, plain } from './folding.ts'
import { bareName } from './shown-name.ts'

/** Further words of a query are ignored. */
const QUERY_WORDS_MAX = 6
/** Words of one member, at most: each is a row of the server's index. */
const MEMBER_WORDS_MAX = 60
/** Endings of a word without spaces that are words of their own, at most. */
const ENDINGS_MAX = 10
/** A word in which more letters than these can be spelled in two ways gets only some of its spellings. */
const CHOICES_MAX = 3

/** Words of these scripts are written without spaces between them. */
const UNSPACED =
  '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]'
const LETTER = '[\\p{L}\\p{N}\\p{M}]'
/** A row of letters of one kind of script, or a picture such as an emoji. */
const WORD = new RegExp(
  `(?:(?=${LETTER})${UNSPACED})+|(?:(?!${UNSPACED})${LETTER})+|[\\p{So}\\p{Extended_Pictographic}\\p{RI}]`,
  'gu',
)
const IS_UNSPACED = new RegExp(`^${UNSPACED}{2}`, 'u')

/** How some languages write a letter by two, where a keyboard lacks it, or by another one. */
const SPELLED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
  ə: 'a',
  ŋ: 'ng',
}
/** Those letters, and the pairs that may stand for one of them. */
const CHOICES = /([äöüåøəŋ]|[aou]e|aa)/u

interface Named {
  readonly name: string
  readonly handle: string
}

/**
 * By what a name is sorted: letters before their marks, lower and upper case alike, without apostrophes and
 * hyphens, so that Émile comes before Ørsted and O'Brien beside Obrien. Keys are compared as text.
 */
export function sortKey(name: string): string {
  const letters = folded(name).replace(/[^\p{L}\p{N}\p{M}\s]+/gu, '')
  return letters.replace(/\s+/gu, ' ').trim()
}

/** Compares people by name, and those who share one by their handles. */
export function byName(a: Named, b: Named): number {
  return compare(sortKey(a.name), sortKey(b.name)) || compare(a.handle, b.handle)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const each = (words: readonly string[]) => [...new Set(words.filter((word) => word !== ''))]

/** The text as it is cut into words: letters are one with their marks, and lower case. */
function whole(text: string): string {
  return plain(text.normalize('NFKC')).toLowerCase().normalize('NFC')
}

const cut = (text: string) => whole(text).match(WORD) ?? []

/** The words of a text, lower-cased and without accents, each once. */
export function wordsOf(text: string): string[] {
  return each(cut(text).map(folded))
}

/**
 * The words of a query, each with those that it may stand for: itself, or itself joined to what was typed before it,
 * so that "van der Berg" finds Vanderberg. A member is found if one of each begins a word of theirs.
 */
export function queryWords(query: string): string[][] {
  const typed = cut(query)
    .map(folded)
    .filter((word) => word !== '')
    .slice(0, QUERY_WORDS_MAX)
  return typed.map((word, at) => [
    word,
    ...typed.slice(0, at).map((_, from) => joined(typed, from, at)),
  ])
}

const joined = (words: readonly string[], from: number, to = words.length - 1) =>
  words.slice(from, to + 1).join('')

/** The ways to spell a text: "müller" also as "mueller", and "mueller" as "muller", which is "müller" folded. */
function spellings(text: string): string[] {
  const parts = text.split(CHOICES)
  const choices = (parts.length - 1) / 2
  const other = (part: string) => SPELLED[part] ?? part.slice(0, 1)
  const isChoice = (_: string, at: number) => at % 2 === 1
  if (choices > CHOICES_MAX) {
    const spelled = parts.map((part) => SPELLED[part] ?? part)
    const short = parts.map((part, at) => (isChoice(part, at) ? part.slice(0, 1) : part))
    return [parts, spelled, short].map((all) => folded(all.join('')))
  }
  let ways = ['']
  for (const [at, part] of parts.entries()) {
    const both = isChoice(part, at) ? [part, other(part)] : [part]
    ways = both.flatMap((way) => ways.map((before) => before + way))
  }
  return ways.map(folded)
}

/** The endings of a word without spaces, so that 山田太郎 is found by 太郎. None begins with a mark. */
function endingsOf(word: string): string[] {
  if (!IS_UNSPACED.test(word)) return []
  const letters = [...word]
  return letters
    .map((_, at) => joined(letters, at))
    .slice(1, 1 + ENDINGS_MAX)
    .filter((ending) => !/^\p{M}/u.test(ending))
    .map(folded)
}

/**
 * The words of a member, the most telling ones first: those of the name and the handle, in other spellings, and joined
 * to what follows them, so that "O'Brien" is found by "obrien" and 山田 太郎 by 山田太郎.
 */
export function memberWords(handle: string, name: string): string[] {
  const [names, handles] = [cut(name), cut(handle)]
  const own = [...names, ...handles].map(folded)
  const others = names.flatMap(spellings)
  const following = [names, handles].flatMap((words) => words.map((_, from) => joined(words, from)))
  const endings = names.flatMap(endingsOf)
  const words = [...own, ...others, ...following.map(folded), ...endings]
  return each([...words, ...following.flatMap(spellings)]).slice(0, MEMBER_WORDS_MAX)
}

/** Whether each word of the query begins a word of the member's; a query of no words finds nobody. */
export function matchesWords({ handle, name }: Named, query: string): boolean {
  const own = memberWords(handle, name)
  const typed = queryWords(query)
  const isFound = (word: string) => own.some((mine) => mine.startsWith(word))
  return typed.length > 0 && typed.every((ways) => ways.some(isFound))
}

/** Those of the people as they are shown whom the query finds, in the order in which the server lists them. */
export function searchAmong<T extends Named>(people: readonly T[], query: string): T[] {
  return people
    .map((shown) => ({ shown, handle: shown.handle, name: bareName(shown) }))
    .filter((person) => matchesWords(person, query))
    .sort(byName)
    .map(({ shown }) => shown)
}
