/** Forms of a text by a count. */
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

/** `other` stands for forms that are not given: those of millions in Romance languages. */
type Forms<Tag extends LanguageTag> = Readonly<Record<Needed[Tag], string>> & {
  readonly other: string
}

/** The form for this count. The forms have the count in them, where it is said at all. */
export function plural<Tag extends LanguageTag>(
  tag: Tag,
  count: number,
  forms: Forms<Tag>,
): string {
  const given: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string } = forms
  return given[new Intl.PluralRules(tag).select(count)] ?? given.other
}
