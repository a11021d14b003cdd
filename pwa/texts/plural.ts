/** Chooses between the singular and the plural forms of a text. */
import type { LanguageTag } from '../../protocol/languages.ts'

/** The forms that whole numbers need, by language, as Unicode's plural rules have them. */
interface Needed {
  en: 'one' | 'other'
  de: 'one' | 'other'
  fr: 'one' | 'other'
  es: 'one' | 'other'
  it: 'one' | 'other'
  'pt-BR': 'one' | 'other'
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
  ja: 'other'
  'zh-Hans': 'other'
}

/** `other` is used where a form is not given: Romance languages have one of their own for millions. */
type Forms<Tag extends LanguageTag> = Readonly<Record<Needed[Tag], string>> & {
  readonly other: string
}

/** The text for this count. Each form is a whole text, which has the count in it if the count is shown. */
export function plural<Tag extends LanguageTag>(
  tag: Tag,
  count: number,
  forms: Forms<Tag>,
): string {
  const given: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string } = forms
  return given[new Intl.PluralRules(tag).select(count)] ?? given.other
}
