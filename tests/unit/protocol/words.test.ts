import { describe, expect, it } from 'vitest'
import { matchesWords, memberWords, wordsOf } from '../../../protocol/words.ts'
import { prefixRange } from '../../../push-server/people/contacts.ts'

describe('a text', () => {
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
    ['Fátima al-Fihri', ['fatima', 'al', 'fihri']],
  ])('%s is folded into its words', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})

describe('a member', () => {
  it('is found by the words of the name, and by the handle whole and in parts', () => {
    expect(memberWords('ada.l', 'Ada Lovelace')).toEqual(['ada', 'lovelace', 'l', 'ada.l'])
  })
})

describe('the range of a prefix', () => {
  it('holds every word that begins with it, and no other', () => {
    const { from, to } = prefixRange('ad')
    const inside = (word: string) => word >= from && word < to
    expect(['ad', 'ada', 'adz', 'ad\u{1f600}'].every(inside)).toBe(true)
    expect(['ac', 'a', 'ae', 'b'].some(inside)).toBe(false)
  })
})

describe('search without the server', () => {
  const fatima = { handle: 'f.fihri', name: 'Fátima al-Fihri', photo: null }

  it('ignores case and accents', () => {
    expect(matchesWords(fatima, 'FATI')).toBe(true)
  })

  it('finds people with a word that begins with each word of the query', () => {
    expect(matchesWords(fatima, 'fih fat')).toBe(true)
    expect(matchesWords(fatima, 'tima')).toBe(false)
    expect(matchesWords(fatima, 'fatima hopper')).toBe(false)
  })

  it.each([
    ['Jörg Straße', 'strasse'],
    ['Jörg Strasse', 'straß'],
    ['Søren Åkesson', 'soren'],
    ['Łukasz Ðorđević', 'lukasz dorde'],
    ['Æthelstan', 'aeth'],
  ])('finds %s by "%s", as the server does', (name, query) => {
    expect(matchesWords({ handle: 'x', name }, query)).toBe(true)
  })

  it('finds nobody for a query without letters or digits, as the server does', () => {
    expect(matchesWords(fatima, '…')).toBe(false)
  })
})
