import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { looksMarked, looksOf } from '../../../protocol/looks.ts'
import { cleanName, hasPiledMarks, mixesScripts } from '../../../protocol/names.ts'
import { bareName, markedName } from '../../../protocol/shown-name.ts'
import { displayName, password, typedPassword } from '../../../protocol/typed-input.ts'
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
    ['Ada\u2800', 'Ada'],
    ['Ada\ue000\u{f0000}', 'Ada'],
    ['Ada\ufffc\ufdd0', 'Ada'],
    ['A\ufff9d\ufffaa\ufffb', 'Ada'],
    ['Ada\u{1d159}\u{13441}', 'Ada'],
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

  it.each(['🫩', '🫩 Ada', '𲎰 王', '🦊'])(
    'is not what a newer browser may know: emoji and ideographs to come stay: %s',
    (name) => {
      expect(v.parse(displayName, name)).toBe(name)
    },
  )

  it.each([
    '\u200b',
    '\u2800',
    '\ue000',
    '\u3164\u115f',
    'Ada\u202eevil',
    'Z\u0301\u0302\u0303\u0304\u0305a',
  ])('and nothing else is no name: %j', (name) => {
    expect(v.safeParse(displayName, name).success).toBe(false)
  })

  it.each(['𞤀'.repeat(80), '👨‍👩‍👧‍👦'.repeat(8), 'e\u0301'.repeat(80)])(
    'does not count, nor how many units a character takes: %s',
    (name) => {
      expect(v.safeParse(displayName, name).success).toBe(true)
    },
  )

  it('is at most 80 characters', () => {
    expect(v.safeParse(displayName, '𞤀'.repeat(81)).success).toBe(false)
  })

  it('may hold four marks over a letter, as some languages write', () => {
    expect(hasPiledMarks('ệ\u0316\u0317')).toBe(false)
    expect(hasPiledMarks('z\u0300\u0301\u0302\u0303\u0304')).toBe(true)
  })
})

/** Whether the two are shown with their handles. */
function lookAlike(one: string, other: string): boolean {
  const [a, b] = [looksOf(one), looksOf(other)]
  return a.anyCase === b.anyCase || a.written === b.written
}

describe('a name that could be taken for another', () => {
  it.each([
    ['Ada Lovelace', 'ada  lovelace'],
    ['Ada Lovelace', 'Аdа Lovelace'],
    ['Zoe', 'Zoë'],
    ['Bill', 'BiII'],
    ['Arnold', 'Amold'],
    ['ΟΤΟ', 'OTO'],
    ['O’Brien', 'OBrien'],
    ['Oʼtkir', 'Otkir'],
    ['ANNA', 'ΑΝΝΑ'],
    ['ΆΝΝΑ', 'Άννα'],
    ['Avva', 'Αννα'],
    ['TONI', 'ΤΟΝΙ'],
    ['Hugo', 'Ηυɡο'],
    ['MAX', 'МАХ'],
    ['MAX', 'ΜΑΧ'],
    ['ada', 'ɑda'],
    ['ADA', 'ᴀᴅᴀ'],
    ['ADAM', 'ꓮꓓꓮꓟ'],
    ['Ivan', 'Ӏvan'],
    ['IVAN', 'Ivan'],
    ['Ada', 'Ada\u2800'],
    ['Ada', 'Ada\ue000'],
    ['Ada', 'Ada\ufffc'],
    ['Ada', 'Ada\u3099'],
    ['محمد', 'محـمد'],
    ['SOUL', 'ՏՕՍԼ'],
    ['山口', '山ロ'],
    ['二宮', 'ニ宮'],
    ['八木', 'ハ木'],
    ['ガンダム', 'カンダム'],
  ])('looks the same: %s and %s', (one, other) => {
    expect(lookAlike(one, other)).toBe(true)
  })

  it.each([
    ['Ada', 'Eda'],
    ['山田', '田山'],
    ['Eva', 'Ena'],
    ['Αννα', 'ANNA'],
    ['कुमार', 'कमार'],
    ['🦊', '🐻'],
    ['!', '?'],
  ])('does not look like any name: %s and %s', (one, other) => {
    expect(lookAlike(one, other)).toBe(false)
  })

  it.each([
    'Ada (ada)',
    'Ada (ada) Lovelace',
    'Ada ( ada )',
    'Ada（ada）',
    'Ada ⁽ada⁾',
    'Ada [ada]',
    'Ada (ADA)',
    'Ada (аdа)',
    'Ada (ada',
  ])('looks as if it had a handle beside it: %s', (name) => {
    expect(looksMarked(name)).toBe(true)
  })

  it.each(['Ada', 'Ada (she/her)', 'Ada (of the sales team)', '山田（営業）', 'Ada :)', 'Ada 2.'])(
    'does not look as if it had a handle beside it: %s',
    (name) => {
      expect(looksMarked(name)).toBe(false)
    },
  )

  it('is shown with its handle, which is taken away again to sort and find it', () => {
    const eve = { name: 'Ada (ada)', handle: 'eve' }
    expect(markedName(eve)).toBe('Ada (ada) (eve)')
    expect(bareName({ ...eve, name: markedName(eve) })).toBe('Ada (ada)')
    expect(bareName({ name: 'Ada', handle: 'eve' })).toBe('Ada')
  })

  it.each([
    ['Аdа', true],
    ['Ada Иванова', true],
    ['Ada', false],
    ['Иванова', false],
    ['山田 タロウ Taro', false],
    ['김 Kim', false],
    ['Αda', true],
    // Scripts that few people write, some letters of which look like Latin ones.
    ['ᗩda', true],
    ['𐌀da', true],
    ['Олег さくら', true],
    ['ᐃᓄᒃ', false],
    ['さくら サクラ 桜', false],
    ['Ada 2 👩‍💻', false],
  ])('mixes scripts: %s %s', (name, mixes) => {
    expect(mixesScripts(name)).toBe(mixes)
  })
})

describe('a password', () => {
  it('is counted in characters, however many units they take', () => {
    expect(v.safeParse(password, '🦊'.repeat(256)).success).toBe(true)
    expect(v.safeParse(password, '🦊'.repeat(257)).success).toBe(false)
    expect(v.safeParse(password, '🦊'.repeat(9)).success).toBe(false)
  })

  it.each(['\0', '\n', '\u007f', '\ud800'])(
    'has no control character when it is new: %j',
    (odd) => {
      expect(v.safeParse(password, `correct horse${odd}`).success).toBe(false)
      // Whoever chose one before signs in with it.
      expect(v.safeParse(typedPassword, `correct horse${odd}`).success).toBe(true)
    },
  )

  it('is the same however its letters are composed, and its spaces written', () => {
    const composed = v.parse(password, 'cafés are fine')
    expect(v.parse(password, 'cafe\u0301s are fine')).toBe(composed)
    expect(v.parse(password, 'cafés\u00a0are\u3000fine')).toBe(composed)
    expect(v.safeParse(password, 'e\u0301'.repeat(6)).success).toBe(false)
  })
})
