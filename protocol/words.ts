/** The words that a member is found by: the server's index and a page that is offline fold them alike. */

/** Letters that Unicode does not take apart into a base and its mark. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  // The final form of the Greek letter.
  ς: 'σ',
}

/** How some languages write a letter by two, where a keyboard lacks it. */
const SPELLED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  ø: 'oe',
}

/** Words of these scripts are written without spaces between them. */
const UNSPACED = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]{2,}$/u
/** Endings of such a word that are words of their own, at most. */
const MOST_ENDINGS = 10

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{Mc}]+/u

/** Lower-cased and without accents; what is invisible, such as ZWNJ, is left out. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/\P{ASCII}/gu, (letter) => FOLDED[letter] ?? letter)
}

/**
 * By what a name is sorted: letters before their marks, lower and upper case alike, without apostrophes and
 * hyphens, so that Émile comes before Ørsted and O'Brien beside Obrien. Keys are compared as text.
 */
export function sortKey(name: string): string {
  const letters = folded(name).replace(/[^\p{L}\p{N}\p{Mc}\s]+/gu, '')
  return letters.replace(/\s+/gu, ' ').trim()
}

/** Compares people by name, and those who share one by their handles. */
export function byName(a: Named, b: Named): number {
  return compare(sortKey(a.name), sortKey(b.name)) || compare(a.handle, b.handle)
}

interface Named {
  readonly name: string
  readonly handle: string
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const each = (words: readonly string[]) => [...new Set(words.filter((word) => word !== ''))]

/** The words of a query: lower-cased, accent-stripped, each once. */
export function wordsOf(text: string): string[] {
  return each(folded(text).split(BETWEEN_WORDS))
}

/** A word as it may also be typed: "O'Brien" without the apostrophe, "Müller" as "mueller", and "Mueller" as "müller". */
function otherSpellings(text: string): string[] {
  const joined = text.split(/\s+/).map((part) => folded(part).split(BETWEEN_WORDS).join(''))
  const spelled = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø]/gu, (letter) => SPELLED[letter] ?? letter)
  const short = wordsOf(text).map((word) => word.replace(/([aou])e/g, '$1'))
  return [...joined, ...wordsOf(spelled), ...short]
}

/** The endings of a word without spaces, so that 山田太郎 is found by 太郎. */
function endingsOf(word: string): string[] {
  if (!UNSPACED.test(word)) return []
  const letters = [...word]
  return letters.slice(1, 1 + MOST_ENDINGS).map((_, at) => letters.slice(at + 1).join(''))
}

/** The words of a member: of the name, also in other spellings, and the handle whole and in parts. */
export function memberWords(handle: string, name: string): string[] {
  const words = [...wordsOf(name), ...otherSpellings(name)]
  return each([...words, ...words.flatMap(endingsOf), ...wordsOf(handle), handle])
}

/** Whether every word of the query begins a word of the member's; a query of no words finds nobody. */
export function matchesWords({ handle, name }: Named, query: string): boolean {
  const own = memberWords(handle, name)
  const typed = wordsOf(query)
  return typed.length > 0 && typed.every((word) => own.some((mine) => mine.startsWith(word)))
}
