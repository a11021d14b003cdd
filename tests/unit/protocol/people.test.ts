/** Which display names are valid. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { displayName } from '../../../protocol/typed-input.ts'

const isName = (text: string) => v.is(displayName, text)

describe('a display name', () => {
  it.each(['Ada Lovelace', 'Ł', '李', 'Ng\u0169gĩ', 'ना\u200dम', '👩‍💻', '  Ada  '])('%j', (text) => {
    expect(isName(text)).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \u2003'],
    ['what has no width', '\u200b\u00ad'],
    ['a filler', '\u3164'],
    ['a blank pattern', '\u2800'],
    ['marks alone', '\u0301'],
    ['a control character', 'Ada\u0007'],
    ['a turn of the direction', 'Ada\u202eecalevoL'],
    ['too much', 'a'.repeat(81)],
  ])('is not %s', (_, text) => {
    expect(isName(text)).toBe(false)
  })
})
