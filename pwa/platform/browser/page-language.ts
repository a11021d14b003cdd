/** The language of this page, which the server chose when it sent the document. */
import { languageTag, type LanguageTag } from '../../../protocol/languages.ts'
import * as v from 'valibot'

export function pageLanguage(): LanguageTag {
  return v.parse(languageTag, document.documentElement.lang)
}
