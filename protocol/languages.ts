/** The languages that Peal speaks, and which of them suits a reader. */
import * as v from 'valibot'

/** In the order of Settings. `tag` is also the folder of the texts and the value of `html lang`. */
export const LANGUAGES = [
  { tag: 'en', name: 'English', dir: 'ltr' },
  { tag: 'de', name: 'Deutsch', dir: 'ltr' },
  { tag: 'fr', name: 'Français', dir: 'ltr' },
  { tag: 'es', name: 'Español', dir: 'ltr' },
  { tag: 'it', name: 'Italiano', dir: 'ltr' },
  { tag: 'pt-BR', name: 'Português (Brasil)', dir: 'ltr' },
  { tag: 'ar', name: 'العربية', dir: 'rtl' },
  { tag: 'ja', name: '日本語', dir: 'ltr' },
  { tag: 'zh-Hans', name: '简体中文', dir: 'ltr' },
] as const

/** The BCP 47 tag of one of these languages. */
export const languageTag = v.picklist(LANGUAGES.map(({ tag }) => tag))
export type LanguageTag = v.InferOutput<typeof languageTag>

/** The direction of a language's script; left to right for tags that are none of these. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return LANGUAGES.find((each) => each.tag === tag)?.dir ?? 'ltr'
}

/** For readers who know none of these languages. */
const DEFAULT_LANGUAGE: LanguageTag = 'en'

/** Tags of Chinese in traditional characters: by the script, or by a region that uses them. */
const TRADITIONAL = /^zh-(?:.*-)?(?:hant|tw|hk|mo)\b/

/** "pt-PT" and "pt-BR" are both "pt". */
const primary = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? ''

/** The language that this tag asks for, whatever its region; null: Peal does not speak it. */
function spoken(wanted: string): LanguageTag | null {
  return LANGUAGES.find(({ tag }) => primary(tag) === primary(wanted))?.tag ?? null
}

/**
 * The language for a reader.
 * @param wanted BCP 47 tags, the best first: `navigator.languages`, or what Accept-Language says
 */
export function languageFor(wanted: readonly string[]): LanguageTag {
  for (const [index, tag] of wanted.entries()) {
    const found = spoken(tag)
    if (found === null) continue
    // Most readers of traditional characters can read simplified ones, but may prefer English.
    const next = wanted[index + 1]
    const prefersEnglish = next !== undefined && spoken(next) === 'en'
    return prefersEnglish && TRADITIONAL.test(tag.toLowerCase()) ? 'en' : found
  }
  return DEFAULT_LANGUAGE
}
