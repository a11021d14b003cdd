import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageFor } from '../../../protocol/languages.ts'

describe('the language for a reader', () => {
  it('is the first of their list that Peal speaks, whatever its region', () => {
    expect(languageFor(['nl-NL', 'fr-CA', 'de'])).toBe('fr')
    expect(languageFor(['DE-at'])).toBe('de')
    expect(languageFor(['pt'])).toBe('pt-BR')
    expect(languageFor(['pt-PT', 'en'])).toBe('pt-BR')
    expect(languageFor(['ar-EG'])).toBe('ar')
  })

  it('is found by its own tag, for each language', () => {
    for (const { tag } of LANGUAGES) expect(languageFor([tag])).toBe(tag)
  })

  it('is not confused with a language whose tag only begins the same', () => {
    // Low German and Asturian.
    expect(languageFor(['nds', 'ast', 'ja'])).toBe('ja')
  })

  it('is Simplified Chinese for all Chinese', () => {
    for (const tag of ['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK', 'zh-TW', 'zh-Hant', 'zh-HK']) {
      expect(languageFor([tag, 'ja'])).toBe('zh-Hans')
    }
  })

  it('is English for readers of traditional characters who list it next', () => {
    expect(languageFor(['zh-TW', 'en-US'])).toBe('en')
    expect(languageFor(['zh-Hant-HK', 'en', 'zh'])).toBe('en')
    expect(languageFor(['zh-TW', 'zh', 'en'])).toBe('zh-Hans')
    expect(languageFor(['zh-CN', 'en'])).toBe('zh-Hans')
  })

  it('is English where Peal speaks none of the list', () => {
    expect(languageFor([])).toBe('en')
    expect(languageFor(['fi', 'sv', '*'])).toBe('en')
  })
})
