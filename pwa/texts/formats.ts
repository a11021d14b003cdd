/** Formats by Intl in the language of the texts, with the reader's own habits. */
import { language } from './en/language.en.ts'

/**
 * The locale by which times and numbers are written: the reader's own variant of the language, which
 * also tells the order of a date and 12 or 24 hours.
 * @param wanted BCP 47 tags, the best first
 * @param otherwise for readers who list no variant of this language
 */
export function localeFor(tag: string, wanted: readonly string[], otherwise: string): string {
  const primary = (of: string) => of.split('-')[0]
  return wanted.find((each) => primary(each) === primary(tag)) ?? otherwise
}

/** The tag of the language of the texts. */
export const LANGUAGE = language.tag

/** Of all times, numbers and lists. */
export const LOCALE = /*#__PURE__*/ localeFor(
  language.tag,
  // Browsers and workers have a navigator; Node 20 has none.
  typeof navigator === 'undefined' ? [] : navigator.languages,
  language.locale,
)

/** "WebRTC, WebSocket": an enumeration without an "and". */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'unit', style: 'short' }).format(items)
}

/** A number with this many decimals: "1.5", "1,5". */
export function decimal(value: number, decimals = 0): string {
  return value.toLocaleString(LOCALE, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
}
