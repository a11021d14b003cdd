/** The texts of pushes in each language. */
import type { LanguageTag } from '../../../protocol/languages.ts'
import { pushTexts as ar } from './ar.ts'
import { pushTexts as de } from './de.ts'
import { pushTexts as en } from './en.ts'
import { pushTexts as es } from './es.ts'
import { pushTexts as fr } from './fr.ts'
import { pushTexts as it } from './it.ts'
import { pushTexts as ja } from './ja.ts'
import { pushTexts as ptBr } from './pt-BR.ts'
import { pushTexts as zhHans } from './zh-Hans.ts'

const TEXTS: Readonly<Record<LanguageTag, typeof en>> = {
  ...{ ar, de, en, es, fr, it, ja },
  'pt-BR': ptBr,
  'zh-Hans': zhHans,
}

export const pushTextsIn = (tag: LanguageTag) => TEXTS[tag]
