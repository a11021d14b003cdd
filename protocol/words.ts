/** The words that a member is found by: the server's index and a page that is offline fold them alike. */
import type { Person } from './people.ts'

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
}

/** Lower-cased, accent-stripped words, each once. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\P{ASCII}/gu, (letter) => FOLDED[letter] ?? letter)
  return [...new Set(plain.split(/[^\p{L}\p{N}\p{Mc}]+/u).filter((word) => word !== ''))]
}

/** The words of a member: of the name, and the handle whole and in parts. */
export function memberWords(handle: string, name: string): string[] {
  return [...new Set([...wordsOf(name), ...wordsOf(handle), handle])]
}

/** Whether every word of the query begins a word of the member's; a query of no words finds nobody. */
export function matchesWords({ handle, name }: Person, query: string): boolean {
  const own = memberWords(handle, name)
  const typed = wordsOf(query)
  return typed.length > 0 && typed.every((word) => own.some((mine) => mine.startsWith(word)))
}
