/**
 * The language of this page's texts, which the server chose when it sent the document. `lang` tells the same at first,
 * but browsers change it when they translate a page.
 */
import * as v from 'valibot'
import { languageTag, type LanguageTag } from '../../../protocol/languages.ts'

export function pageLanguage(page: Pick<Document, 'documentElement'> = document): LanguageTag {
  return v.parse(v.fallback(languageTag, 'en'), page.documentElement.dataset['language'])
}
