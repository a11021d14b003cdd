import { expect, it } from 'vitest'
import { plural } from '../../../pwa/texts/plural.ts'

it('gives the form that the language has for a count', () => {
  const english = (count: number) => plural('en', count, { one: 'call', other: 'calls' })
  expect([0, 1, 2].map(english)).toEqual(['calls', 'call', 'calls'])
  const french = (count: number) => plural('fr', count, { one: 'appel', other: 'appels' })
  // French has a third form for millions, which a text need not give.
  expect([0, 1, 2, 1_000_000].map(french)).toEqual(['appel', 'appel', 'appels', 'appels'])
  const forms = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' }
  expect([0, 1, 2, 3, 11, 100].map((count) => plural('ar', count, forms)).join('')).toBe('zotfmx')
})
