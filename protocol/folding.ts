/** Folds letters that people type for one another, so that names are sorted, searched and compared alike everywhere. */

/**
 * Marks that are accents or vowel points, which may be left out. So may those that voice a Japanese letter (Nakajima is
 * also read Nakashima), and the dot under Indic letters that few keyboards have. Other marks of Indic and other scripts
 * are vowels, without which a word is another one.
 */
const ACCENTS =
  /(?=[\p{Mn}\p{Me}])[\p{scx=Zinh}\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\u3099\u309a\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/gu
/** What is invisible, skin tones, and the Arabic letter that only stretches a word. */
const LEFT_OUT = /[\p{Cf}\p{Emoji_Modifier}\p{Variation_Selector}\u0640]/gu
/** Apostrophes and their like that are letters to Unicode, as in Ukrainian, Hawaiian and Uzbek names. */
const LETTER_APOSTROPHES = /[\u02b9-\u02d1\u02ec\u02ee\ua78b\ua78c]/gu
/** Katakana that has the same sound as the Hiragana this far before it. */
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/gu
const FROM_HIRAGANA = 0x60

/** Letters that Unicode does not take apart into a base and its mark, or that two keyboards write differently. */
const FOLDED: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ȷ: 'j' },
  ...{ ə: 'e', ǝ: 'e', ħ: 'h', ŋ: 'n', ŧ: 't', ĸ: 'k', ɓ: 'b', ɖ: 'd', ɗ: 'd', ƒ: 'f', ɣ: 'g' },
  ...{ ɠ: 'g', ǥ: 'g', ɨ: 'i', ɩ: 'i', ƙ: 'k', ƚ: 'l', ɫ: 'l', ɲ: 'n', ɔ: 'o', ɵ: 'o', ɛ: 'e' },
  ...{ ɑ: 'a', ʉ: 'u', ʊ: 'u', ʋ: 'v', ƴ: 'y', ʒ: 'z', ƶ: 'z', ƀ: 'b', ɍ: 'r', ɏ: 'y', ɡ: 'g' },
  // Cyrillic letters of languages that are also typed on a Russian keyboard.
  ...{ ґ: 'г', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ү: 'у', ұ: 'у', ә: 'а', җ: 'ж', ҳ: 'х', ҷ: 'ч' },
  // Final forms of Greek and Hebrew letters.
  ...{ ς: 'σ', ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' },
  // Yeh, keheh, heh and alef as the keyboards of Arabic, Persian and Urdu write them.
  ...{ '\u06cc': '\u064a', '\u0649': '\u064a', '\u06a9': '\u0643', '\u06aa': '\u0643' },
  ...{ '\u0629': '\u0647', '\u06c1': '\u0647', '\u06be': '\u0647', '\u06d5': '\u0647' },
  ...{ '\u06c3': '\u0647', '\u0671': '\u0627' },
}

const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu

/** Removes invisible characters, such as ZWNJ, and makes apostrophes that Unicode counts as letters ordinary ones. */
export function plain(text: string): string {
  return text.replace(LEFT_OUT, '').replace(LETTER_APOSTROPHES, "'")
}

/** Lower-cased, without accents and without what is invisible. */
export function folded(text: string): string {
  return (
    plain(text.normalize('NFKD'))
      .replace(ACCENTS, '')
      .toLowerCase()
      // Some capitals become a letter and a mark.
      .replace(ACCENTS, '')
      .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - FROM_HIRAGANA))
      .replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
      .replace(/\P{ASCII}/gu, (letter) => FOLDED[letter] ?? letter)
  )
}
