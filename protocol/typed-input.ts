/** The schemas of names and passwords as people type them. A call window needs neither, so it does not load this file. */
import * as v from 'valibot'
import { BLANKS, cleanName, hasPiledMarks } from './names.ts'
import { PASSWORD_MAX, PASSWORD_MIN, TYPED_MAX } from './people.ts'

/** The longest name, in characters. */
export const NAME_MAX = 80

/** As people count: a letter or an emoji beyond the first 65,536 is one character, though two units. */
const lengthOf = (text: string) => [...text].length

/** Control characters and halves of characters (RFC 8265, section 4.2, refuses them). */
const UNTYPED = /[\p{Cc}\p{Cs}]/u

/** A visible character: some fillers and blank patterns are letters or symbols, too. */
const SEEN = new RegExp(
  `[^\\p{M}\\p{Z}\\p{C}${BLANKS}]|[\\p{Extended_Pictographic}\\u{20000}-\\u{3ffff}]`,
  'u',
)

/**
 * A member's name: 1 to 80 characters, at least one of them visible, no control characters, at most four marks
 * over a letter. What is invisible and not part of the writing is removed.
 */
export const displayName = v.pipe(
  v.string(),
  v.maxLength(TYPED_MAX),
  v.trim(),
  v.regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u),
  v.transform(cleanName),
  v.check((name) => lengthOf(name) <= NAME_MAX),
  v.check((name) => !hasPiledMarks(name)),
  v.regex(SEEN),
)

/** A password as it is hashed: the same however a keyboard composes its letters (RFC 8265, section 4.2). */
export const typedPassword = v.pipe(
  v.string(),
  v.maxLength(TYPED_MAX),
  v.transform((typed) => typed.replace(/\p{Zs}/gu, ' ').normalize('NFC')),
)

/** A new password: without control characters, which a former one may have. */
export const password = v.pipe(
  typedPassword,
  v.check((typed) => !UNTYPED.test(typed)),
  v.check((typed) => lengthOf(typed) >= PASSWORD_MIN && lengthOf(typed) <= PASSWORD_MAX),
)
