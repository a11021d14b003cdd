/** The words that a member is found by. */

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

/** The last code point: what follows a prefix sorts before it. */
const LAST = '\u{10ffff}'

/** Lower-cased, accent-stripped words, each once. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => FOLDED[letter] ?? letter)
  return [...new Set(plain.split(/[^\p{L}\p{N}\p{Mc}]+/u).filter((word) => word !== ''))]
}

/** The words of a member's row in the search: of the name, and the handle whole and in deps. */
export function memberWords(handle: string, name: string): string[] {
  return [...new Set([...wordsOf(name), ...wordsOf(handle), handle])]
}

/** Where the words that begin with `prefix` lie: from, inclusive, and to, exclusive. */
export function prefixRange(prefix: string): { from: string; to: string } {
  return { from: prefix, to: prefix + LAST }
}
