import type { LanguageTag } from '../../../protocol/languages.ts'

/** Which language these texts are in. */
export const language: { readonly tag: LanguageTag; readonly locale: string } = {
  tag: 'en',
  /** Times and numbers of readers whose browser lists no English. */
  locale: 'en-GB',
}
