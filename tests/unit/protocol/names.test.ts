import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { cleanName, hasPiledMarks, lookOf, mixesScripts } from '../../../protocol/names.ts'
import { displayName, password } from '../../../protocol/typed-input.ts'
import { byName, matchesWords } from '../../../protocol/words.ts'

const person = (name: string, handle = 'someone') => ({ name, handle, photo: null })

describe('people', () => {
  it('are sorted as people expect, whatever their letters and marks', () => {
    const names = ['Zoe', 'Ørsted', 'ada', 'Émile', 'Bob', 'Obrien', 'O’Brien', 'Łukasz', 'Öznur']
    const sorted = names.map((name) => person(name, name.toLowerCase())).sort(byName)
    expect(sorted.map(({ name }) => name)).toEqual([
      ...['ada', 'Bob', 'Émile', 'Łukasz'],
      ...['Obrien', 'O’Brien', 'Ørsted', 'Öznur', 'Zoe'],
    ])
  })

  it.each([
    ["O'Brien", 'OBrien'],
    ["O'Brien", 'brien'],
    ['Jean-Luc Picard', 'JeanLuc'],
    ['Jean-Luc Picard', 'luc'],
    ['Παπασταύρου', 'ΠΑΠΑΣ'],
    ['山田太郎', '太郎'],
    ['Müller', 'mueller'],
    ['Müller', 'muller'],
    ['Mueller', 'müller'],
    ['می\u200cخواهم', 'میخواهم'],
    ['میخواهم', 'می\u200cخواهم'],
    ['Straße', 'strasse'],
  ])('are found: %s by %s', (name, query) => {
    expect(matchesWords(person(name), query)).toBe(true)
  })
})

describe('what is invisible in a name', () => {
  it.each([
    ['Ada\u200b Lovelace', 'Ada Lovelace'],
    ['A\u200dd\u200ca', 'Ada'],
    ['Ada\u{e0041}\u{e0064}', 'Ada'],
    ['Ada\ufeff\u00ad\u2060', 'Ada'],
    ['Ada\u3164', 'Ada'],
    ['Ada \u2003 Lovelace', 'Ada Lovelace'],
    ['E\u0301mile', 'Émile'],
  ])('is removed: %j', (typed, clean) => {
    expect(cleanName(typed)).toBe(clean)
    expect(v.parse(displayName, typed)).toBe(clean)
  })

  it.each(['می\u200cخواهم', 'क्\u200dष', '👩\u200d💻 Ada', '❤\ufe0f'])(
    'stays where it is part of the writing: %j',
    (name) => {
      expect(v.parse(displayName, name)).toBe(name)
    },
  )

  it.each(['\u200b', '\u3164\u115f', 'Ada\u202eevil', 'Z\u0301\u0302\u0303\u0304\u0305a'])(
    'and nothing else is no name: %j',
    (name) => {
      expect(v.safeParse(displayName, name).success).toBe(false)
    },
  )

  it('may hold four marks over a letter, as some languages write', () => {
    expect(hasPiledMarks('ệ\u0316\u0317')).toBe(false)
    expect(hasPiledMarks('z\u0300\u0301\u0302\u0303\u0304')).toBe(true)
  })
})

describe('a name that could be taken for another', () => {
  it.each([
    ['Ada Lovelace', 'ada  lovelace'],
    ['Ada Lovelace', 'Аdа Lovelace'],
    ['Zoe', 'Zoë'],
    ['Bill', 'BiII'],
    ['Arnold', 'Amold'],
    ['ΟΤΟ', 'OTO'],
    ['O’Brien', 'OBrien'],
  ])('looks the same: %s and %s', (one, other) => {
    expect(lookOf(one)).toBe(lookOf(other))
  })

  it('does not look like any name', () => {
    expect(lookOf('Ada')).not.toBe(lookOf('Eda'))
    expect(lookOf('山田')).not.toBe(lookOf('田山'))
  })

  it.each([
    ['Аdа', true],
    ['Ada Иванова', true],
    ['Ada', false],
    ['Иванова', false],
    ['山田 タロウ Taro', false],
    ['김 Kim', false],
    ['Αda', true],
    ['Ada 2 👩‍💻', false],
  ])('mixes scripts: %s %s', (name, mixes) => {
    expect(mixesScripts(name)).toBe(mixes)
  })
})

describe('a password', () => {
  it('is the same however its letters are composed, and its spaces written', () => {
    const composed = v.parse(password, 'cafés are fine')
    expect(v.parse(password, 'cafe\u0301s are fine')).toBe(composed)
    expect(v.parse(password, 'cafés\u00a0are\u3000fine')).toBe(composed)
    expect(v.safeParse(password, 'e\u0301'.repeat(6)).success).toBe(false)
  })
})
