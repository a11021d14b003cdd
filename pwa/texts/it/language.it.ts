import type { language as english } from '../en/language.en.ts'

/** Which language these texts are in. */
export const language = { tag: 'it', locale: 'it-IT' } satisfies typeof english
