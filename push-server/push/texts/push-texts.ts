/** The texts of pushes in each language. */
import type { LanguageTag } from '../../../protocol/languages.ts'
import { pushTexts as de } from './de.ts'
import { pushTexts as en } from './en.ts'

const TEXTS: Partial<Record<LanguageTag, typeof en>> = { en, de }

export const pushTextsIn = (tag: LanguageTag) => TEXTS[tag] ?? en
