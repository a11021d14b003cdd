/** Search as the server does it, over people who are known already. Pure. */
import type { Person } from '../../protocol/people.ts'

/** The lower-cased, accent-stripped words of a text. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Every word of the query begins a word of the person's name or handle. */
export function matchesWords(person: Person, query: string): boolean {
  const own = [...wordsOf(person.name), ...wordsOf(person.handle)]
  return wordsOf(query).every((word) => own.some((mine) => mine.startsWith(word)))
}
