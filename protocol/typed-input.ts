/** The schemas of names and passwords as people type them. A call window needs neither, so it does not load this file. */
import * as v from 'valibot'
import { cleanName, hasPiledMarks } from './names.ts'
import { PASSWORD_MAX, PASSWORD_MIN, TYPED_MAX } from './people.ts'

/** A visible character: some fillers and blank patterns are letters or symbols, too. */
const SEEN = /[^\p{M}\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]/u

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
  v.maxLength(80),
  v.check((name) => !hasPiledMarks(name)),
  v.regex(SEEN),
)

/** A password as it is hashed: the same however a keyboard composes its letters (RFC 8265, section 4.2). */
export const typedPassword = v.pipe(
  v.string(),
  v.maxLength(TYPED_MAX),
  v.transform((typed) => typed.replace(/\p{Zs}/gu, ' ').normalize('NFC')),
)

/** A new password. */
export const password = v.pipe(typedPassword, v.minLength(PASSWORD_MIN), v.maxLength(PASSWORD_MAX))
