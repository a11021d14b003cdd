import type { language as english } from '../en/language.en.ts'

/** Which language these texts are in. */
export const language = { tag: 'ar', locale: 'ar' } satisfies typeof english
