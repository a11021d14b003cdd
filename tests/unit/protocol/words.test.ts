import { describe, expect, it } from 'vitest'
import { byName, matchesWords, memberWords, searchAmong, wordsOf } from '../../../protocol/words.ts'
import { prefixRange } from '../../../push-server/people/contact-search.ts'

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
  it('is found by the words of the name and of the handle, each also joined to what follows', () => {
    expect(memberWords('ada.l', 'Ada Lovelace')).toEqual([
      ...['ada', 'lovelace', 'l'],
      ...['adalovelace', 'adal'],
    ])
  })

  it.each([
    'Ödegård Håkøya Jürgen-Jörgensen äöüåø äöüå',
    'a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n',
    '山田太郎 '.repeat(16),
    'ä'.repeat(80),
  ])('has at most 60 words, the handle among them: %s', (name) => {
    const words = memberWords('zoe', name)
    expect(words.length).toBeLessThanOrEqual(60)
    expect(words).toContain('zoe')
  })

  it.each([
    // Apostrophes that are letters.
    ['Марʼяна', "Мар'яна"],
    ['Марʼяна', 'Маряна'],
    ["Мар'яна", 'Марʼяна'],
    ['Маряна', "Мар'яна"],
    ['Kaʻimi', 'Kaimi'],
    ['Kaʻimi', "ka'imi"],
    ['Oʻtkir', 'Otkir'],
    ['Otkir', 'O’tkir'],
    ['OʼBrien', "O'Brien"],
    // Joined and separated.
    ['OBrien', "O'Brien"],
    ['Jeanluc', 'Jean-Luc'],
    ['Vanderberg', 'van der Berg'],
    ['Anna van der Berg', 'vanderberg'],
    ['McDonald', 'Mc Donald'],
    ['Mac Donald', 'macdonald'],
    ['J.R.R. Tolkien', 'jrr'],
    ['علی\u200cرضا', 'علی رضا'],
    // Scripts without spaces, and mixed ones.
    ['山田 太郎', '山田太郎'],
    ['山田　太郎', '山田太郎'],
    ['山田太郎', '山田 太郎'],
    ['김 민수', '김민수'],
    ['김민수', '민수'],
    ['山田太郎2', '太郎'],
    ['Anna王小明', '王小明'],
    ['Anna王小明', 'anna王'],
    ['李Anna', 'anna'],
    ['สมชายใจดี', 'ใจดี'],
    // Kana.
    ['さくら', 'サクラ'],
    ['サクラ', 'さくら'],
    ['さくら', 'ｻｸﾗ'],
    ['ｶﾞﾝﾀﾞﾑ', 'がんだむ'],
    // A name may be read with a voiced letter or without.
    ['ガンダム', 'カンダム'],
    ['なかじま', 'なかしま'],
    ['なかしま', 'なかじま'],
    ['パン', 'ハン'],
    // A dot that few keyboards have.
    ['ज़फ़र', 'जफर'],
    ['जफर', 'ज़फ़र'],
    // The keyboards of Arabic and Persian.
    ['محـمد', 'محمد'],
    ['مُحَمَّد', 'محمد'],
    ['ٱحمد', 'احمد'],
    ['علی', 'علي'],
    ['علي', 'علی'],
    ['كريم', 'کریم'],
    ['فاطمة', 'فاطمه'],
    ['مصطفى', 'مصطفي'],
    ['Room ٣', 'room 3'],
    // Letters that are spelled with two.
    ['Hans-Jürgen', 'hansjuergen'],
    ['Hans-Jürgen', 'hansjurgen'],
    ['Hans-Juergen', 'hansjürgen'],
    ['Ødegård', 'Ødegaard'],
    ['Ødegård', 'odegaard'],
    ['ØDEGÅRD', 'oedegaard'],
    ['Øystein', 'oeystein'],
    ['Øystein', 'ØYSTEIN'],
    ['Kierkegaard', 'Kierkegård'],
    // Letters without a base.
    ['Əliyev', 'aliyev'],
    ['Əliyev', 'eliyev'],
    ['Ħal', 'hal'],
    ['Ŋgai', 'ngai'],
    ['Əliyev', 'əLİYEV'],
    ['Қайрат', 'Кайрат'],
    ['שָׁלוֹם', 'שלום'],
    // Pictures.
    ['🦊', '🦊'],
    ['Ada🦊', 'ada'],
    ['Ada 🦊', '🦊'],
    ['👩🏽‍💻', '👩‍💻'],
    ['❤️', '❤'],
  ])('is found: %s by %s', (name, query) => {
    expect(matchesWords({ handle: 'x9', name }, query)).toBe(true)
  })

  it.each([
    // Vowels of Indic scripts are no accents.
    ['कुमार', 'कमार'],
    ['சிவா', 'சவ'],
    ['Joel', 'John'],
    ['John', 'joe'],
    ['Anna Vander', 'van berg'],
    ['Ada', '🦊'],
    ['はな', 'ひな'],
  ])('is not found: %s by %s', (name, query) => {
    expect(matchesWords({ handle: 'x9', name }, query)).toBe(false)
  })
})

describe('the order of names', () => {
  const sorted = (names: readonly string[]) =>
    names.map((name) => ({ name, handle: 'x9' })).sort(byName)

  it.each([
    [['कमल', 'कमार', 'किरण', 'कुमार']],
    [['Ali', 'Əliyev', 'Ħal', 'Iva', 'Ŋgai', 'Zoe']],
    [['さくら', 'サクラン', 'しおり', 'ハナ']],
  ])('%s', (names) => {
    expect(sorted(names.toReversed()).map(({ name }) => name)).toEqual(names)
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

  it('lists people by their names without the handle beside them, as the server does', () => {
    const people = [
      { handle: 'b1', name: 'Ada B' },
      { handle: 'h23', name: 'Ada (h23)' },
      { handle: 'a1', name: 'Ada (a1)' },
    ]
    const handles = searchAmong(people, 'ada').map(({ handle }) => handle)
    expect(handles).toEqual(['a1', 'h23', 'b1'])
    expect(searchAmong(people, 'adah')).toEqual([])
  })

  it('reads six words of a query, as the server does', () => {
    const many = { handle: 'x9', name: 'One Two Three Four Five Six' }
    expect(matchesWords(many, 'one two three four five six zzz')).toBe(true)
    expect(matchesWords(many, 'one two three four five zzz')).toBe(false)
  })

  it('finds nobody for a query without letters or digits, as the server does', () => {
    expect(matchesWords(fatima, '…')).toBe(false)
  })
})
