/**
 * Members' names: what is invisible in them is removed, and those that could be taken for another name are told
 * apart (Unicode Technical Standard 39 has the kinds of confusion).
 */
import { folded } from './words.ts'

/** More than four marks over one letter are no writing. */
const MANY_MARKS = /[\p{Mn}\p{Me}]{5}/u

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u
const ZWNJ = '\u200c'
const ZWJ = '\u200d'
const EMOJI_STYLE = '\ufe0f'
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u
/** Scripts in which a joiner, or its absence, changes how a word is written. */
const JOINED =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}]/u

/** Whether an invisible character is part of the writing: a joiner within a word, or within an emoji. */
function isWritten(letter: string, before: string, after: string): boolean {
  if (letter === ZWNJ) return JOINED.test(before) && JOINED.test(after)
  if (letter === ZWJ) {
    const joinsPictures = PICTURE.test(before) && PICTURE.test(after)
    return joinsPictures || (JOINED.test(before) && JOINED.test(after))
  }
  return letter === EMOJI_STYLE && PICTURE.test(before)
}

/** The name without what nobody can see, composed (NFC), with single spaces. */
export function cleanName(text: string): string {
  const letters = [...text.normalize('NFC')]
  let clean = ''
  let before = ''
  for (const [at, letter] of letters.entries()) {
    if (IGNORABLE.test(letter) && !isWritten(letter, before, letters[at + 1] ?? '')) continue
    clean += letter
    before = letter
  }
  return clean.replace(/\s+/gu, ' ').trim()
}

/** Whether there are more marks over one letter than any language writes. */
export function hasPiledMarks(text: string): boolean {
  return MANY_MARKS.test(text.normalize('NFD'))
}

/** Letters that look like Latin ones, folded. */
const LOOKS: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  г: 'r',
  һ: 'h',
  н: 'h',
  і: 'l',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ԝ: 'w',
  х: 'x',
  α: 'a',
  β: 'b',
  γ: 'y',
  ε: 'e',
  ζ: 'z',
  η: 'h',
  ι: 'l',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'y',
  χ: 'x',
  '0': 'o',
  '1': 'l',
  '|': 'l',
  i: 'l',
}

/** A key that is the same for all names that look alike, so that one could be taken for the other. */
export function lookOf(name: string): string {
  const plain = folded(name).replace(/[\p{Z}\p{P}]/gu, '')
  const look = [...plain].map((letter) => LOOKS[letter] ?? letter).join('')
  // Two letters that look like one.
  return look.replaceAll('rn', 'm').replaceAll('vv', 'w')
}

/** Names in these scripts alone are usual, side by side, too. */
const USUAL = [
  /^[\p{sc=Latn}\P{L}]*$/u,
  /^[\p{sc=Latn}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\P{L}]*$/u,
  /^[\p{sc=Latn}\p{scx=Han}\p{scx=Bopo}\P{L}]*$/u,
  /^[\p{sc=Latn}\p{scx=Han}\p{scx=Hang}\P{L}]*$/u,
]
const SCRIPTS = [
  /\p{sc=Arab}/u,
  /\p{sc=Armn}/u,
  /\p{sc=Beng}/u,
  /\p{sc=Cher}/u,
  /\p{sc=Cyrl}/u,
  /\p{sc=Deva}/u,
  /\p{sc=Ethi}/u,
  /\p{sc=Geor}/u,
  /\p{sc=Grek}/u,
  /\p{sc=Gujr}/u,
  /\p{sc=Guru}/u,
  /\p{sc=Hang}/u,
  /\p{sc=Hani}/u,
  /\p{sc=Hebr}/u,
  /\p{sc=Khmr}/u,
  /\p{sc=Knda}/u,
  /\p{sc=Laoo}/u,
  /\p{sc=Latn}/u,
  /\p{sc=Lisu}/u,
  /\p{sc=Mlym}/u,
  /\p{sc=Mymr}/u,
  /\p{sc=Orya}/u,
  /\p{sc=Sinh}/u,
  /\p{sc=Taml}/u,
  /\p{sc=Telu}/u,
  /\p{sc=Thaa}/u,
  /\p{sc=Thai}/u,
  /\p{sc=Tibt}/u,
]

/** Whether a name mixes scripts that are not written together, such as Latin and Cyrillic. */
export function mixesScripts(name: string): boolean {
  if (USUAL.some((usual) => usual.test(name))) return false
  return SCRIPTS.filter((script) => script.test(name)).length > 1
}
