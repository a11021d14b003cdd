import { describe, expect, it } from 'vitest'
import { decimal, list, localeFor } from '../../../pwa/texts/formats.ts'

describe('the locale of times and numbers', () => {
  it('is the reader’s first variant of the language', () => {
    expect(localeFor('en', ['fr', 'en-US', 'en-GB'], 'en-GB')).toBe('en-US')
    expect(localeFor('zh-Hans', ['zh-SG'], 'zh-CN')).toBe('zh-SG')
  })

  it('is the language’s own for readers who list no variant of it', () => {
    expect(localeFor('de', ['fr', 'en-US'], 'de-DE')).toBe('de-DE')
    expect(localeFor('pt-BR', [], 'pt-BR')).toBe('pt-BR')
  })
})

it('enumerates without an “and”, and writes as many decimals as are asked for', () => {
  expect(list(['WebRTC', 'WebSocket', 'Web Locks'])).toBe('WebRTC, WebSocket, Web Locks')
  expect(decimal(1.25, 1)).toBe('1.3')
  expect(decimal(2, 1)).toBe('2.0')
})
