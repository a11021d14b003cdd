/** Members' names: what is invisible in them is removed, and what no language writes is noticed. */

/** More than four marks over one letter are no writing. */
const MANY_MARKS = /[\p{Mn}\p{Me}]{5}/u

/** Symbols and letters that are drawn as nothing: blank patterns, fillers, what stands for an object or an annotation. */
export const BLANKS =
  '\\u115f\\u1160\\u2800\\u3164\\uffa0\\ufff9-\\ufffc\\u{13441}\\u{13442}\\u{1d159}'
/**
 * What nobody can see, or everybody sees differently: private-use characters, and those that Unicode has not given out
 * but for future emoji and ideographs, which a newer browser may know.
 */
const IGNORABLE = new RegExp(
  `[\\p{Default_Ignorable_Code_Point}\\p{Co}${BLANKS}]|(?![\\p{Extended_Pictographic}\\u{20000}-\\u{3ffff}])\\p{Cn}`,
  'u',
)
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

/** Names in these scripts alone are usual, side by side, too. */
const USUAL = [
  /^[\p{sc=Latn}\P{L}]*$/u,
  /^[\p{sc=Latn}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\P{L}]*$/u,
  /^[\p{sc=Latn}\p{scx=Han}\p{scx=Bopo}\P{L}]*$/u,
  /^[\p{sc=Latn}\p{scx=Han}\p{scx=Hang}\P{L}]*$/u,
]
const SCRIPTS = [
  ...[
    'Arab',
    'Armn',
    'Beng',
    'Cher',
    'Cyrl',
    'Deva',
    'Ethi',
    'Geor',
    'Grek',
    'Gujr',
    'Guru',
    'Hang',
  ],
  ...[
    'Hani',
    'Hebr',
    'Khmr',
    'Knda',
    'Laoo',
    'Latn',
    'Lisu',
    'Mlym',
    'Mymr',
    'Orya',
    'Sinh',
    'Taml',
  ],
  ...['Telu', 'Thaa', 'Thai', 'Tibt'],
].map((script) => `\\p{sc=${script}}`)
/** A letter of each script, and one of any other script, some of which look like Latin ones. */
const LETTERS = [...SCRIPTS, `(?=\\p{L})[^\\p{sc=Zyyy}\\p{sc=Zinh}${SCRIPTS.join('')}]`].map(
  (letter) => new RegExp(letter, 'u'),
)

/** Whether a name mixes scripts that are not written together, such as Latin and Cyrillic. */
export function mixesScripts(name: string): boolean {
  if (USUAL.some((usual) => usual.test(name))) return false
  return LETTERS.filter((letter) => letter.test(name)).length > 1
}
