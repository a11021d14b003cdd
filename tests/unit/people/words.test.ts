import { describe, expect, it } from 'vitest'
import { memberWords, prefixRange, wordsOf } from '../../../push-server/people/words.ts'

describe('wordsOf', () => {
  it.each([
    ['Ada Lovelace', ['ada', 'lovelace']],
    ['  José   María-Núñez ', ['jose', 'maria', 'nunez']],
    ['Søren Åkesson', ['soren', 'akesson']],
    ['Straße', ['strasse']],
    ['Łukasz', ['lukasz']],
    ["O'Brien", ['o', 'brien']],
    ['Ada ada ADA', ['ada']],
    ['山田太郎', ['山田太郎']],
    ['Ольга', ['ольга']],
    ['2nd Floor', ['2nd', 'floor']],
    ['…', []],
  ])('of %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})

describe('memberWords', () => {
  it('has the name, and the handle whole and in parts', () => {
    expect(memberWords('ada.l', 'Ada Lovelace')).toEqual(['ada', 'lovelace', 'l', 'ada.l'])
  })
})

describe('prefixRange', () => {
  it('holds all that begins with the prefix, and nothing else', () => {
    const { from, to } = prefixRange('ad')
    const inside = (word: string) => word >= from && word < to
    expect(['ad', 'ada', 'adz', 'ad\u{1f600}'].every(inside)).toBe(true)
    expect(['ac', 'a', 'ae', 'b'].some(inside)).toBe(false)
  })
})
