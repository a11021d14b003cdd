/**
 * Names that look like another, or like the form in which doubtful names are shown (Unicode Technical Standard 39 has
 * the kinds of confusion).
 */
import { folded } from './folding.ts'
import { BLANKS } from './names.ts'

type Looks = ReadonlyMap<string, string>

/** Each row pairs letters with other ones, position by position: a letter looks like the one at its place. */
function alike(...rows: readonly (readonly [letters: string, looks: string])[]): Looks {
  const pairs = rows.flatMap(([letters, looks]) => {
    const others = [...looks]
    return [...letters].map((letter, at): [string, string] => [letter, others[at] ?? letter])
  })
  return new Map(pairs)
}

/** Capitals that look like Latin ones: Greek, Cyrillic, Armenian, Coptic, Cherokee, Lisu. */
const CAPITALS = alike(
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϿͿ', 'ABEZHIKMNOPTYXCCJ'],
  ['АВСЕԌНІЈКМОРԚЅТУԜХӀҮѴ', 'ABCEGHIJKMOPQSTYWXIYV'],
  ['ՏՍՕԼ', 'SUOL'],
  ['ⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ', 'ABEHIKMNOPCTYX'],
  ['ᎠᎡᎢᎪᎫᎬᎳᎷᎻᎽᏀᏃᏚᏙᏞᏟᏢᏦᏴ', 'DRTAJEWMHYGZSVLCPKB'],
  ['ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'BPDTGKJCZFMNLSRVHWXYAEIOU'],
)

/** Folded letters that look like Latin ones; so do small capitals and some digits. Katakana that looks like Han. */
const SMALL = alike(
  ['авсԁегһніјкморԛѕтуԝхьѵӏѡ', 'abcderhhljkmopqstywxbvlw'],
  ['αβγεζηικμνοπρστυχω', 'abyezhlkmvonpotyxw'],
  ['օոսցզհ', 'onugqh'],
  ['ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdeghljklmnoprstuvwyz'],
  ['01|iǀ', 'ollll'],
  // Katakana is folded to Hiragana, so that ロ is ろ here.
  ['えおかたとにはひろー', '工才力夕卜二八匕口一'],
)
/** Small letters that look like other ones than their capitals do. */
const AS_WRITTEN: Looks = new Map([...SMALL, ...alike(['ημυ', 'nuu'])])

const mapped = (text: string, looks: Looks) =>
  [...text].map((letter) => looks.get(letter) ?? letter).join('')

/** Capitals by how capitals look, small letters by how small letters look. */
function asWritten(name: string): string {
  return mapped(folded(mapped(name.normalize('NFKD'), CAPITALS)), AS_WRITTEN)
}

const UNSEEN = new RegExp(`[\\p{Z}\\p{P}\\p{C}${BLANKS}]`, 'gu')

function keyOf(look: string, name: string): string {
  const seen = look.replace(UNSEEN, '').replace(/(?<=\p{sc=Latn})\p{M}+/gu, '')
  // Two letters that look like one.
  return seen.replaceAll('rn', 'm').replaceAll('vv', 'w') || name
}

/** The keys of a name: names that share one of them look alike, so that one could be taken for the other. */
export interface LookKeys {
  /** Whatever the case of the letters: the same for ΆΝΝΑ and Άννα. */
  readonly anyCase: string
  /** With the letters as they are written: the same for ΑΝΝΑ in Greek and ANNA in Latin letters. */
  readonly written: string
}

/** By what names are compared. */
export function looksOf(name: string): LookKeys {
  return {
    anyCase: keyOf(mapped(folded(name), SMALL), name),
    written: keyOf(asWritten(name), name),
  }
}

/** Brackets of any kind around what could be a handle, or that are left open before it. */
const HANDLE_IN_BRACKETS = /\p{Ps}\s*[a-z0-9][a-z0-9._-]{1,31}\s*(?:\p{Pe}|$)/u

/** Whether a name itself looks as names do that are shown with a handle: "Ada (ada)". */
export function looksMarked(name: string): boolean {
  return /\p{Ps}/u.test(name) && HANDLE_IN_BRACKETS.test(asWritten(name))
}
