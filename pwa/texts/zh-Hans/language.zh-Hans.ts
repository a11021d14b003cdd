import type { language as english } from '../en/language.en.ts'

/** Which language these texts are in. */
export const language = { tag: 'zh-Hans', locale: 'zh-CN' } satisfies typeof english

/** A browser within a sentence: a product's name has spaces around it, “此浏览器” has none. */
export const spaced = (browser: string): string =>
  /^\p{Script=Han}/u.test(browser) ? browser : ` ${browser} `
