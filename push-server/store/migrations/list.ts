import type { SchemaStatement } from '../dialect.ts'
import { FIRST } from './001-first.ts'
import { INDEXES } from './002-indexes.ts'
import { OUTBOX_IDS } from './003-outbox-ids.ts'
import { ADMIN_ACTS } from './004-admin-acts.ts'
import { GIVEN_UP } from './005-given-up.ts'
import { FIFTY_DEVICES } from './006-fifty-devices.ts'
import { ACTS_BY_TARGET } from './007-acts-by-target.ts'
import { HIDDEN_CALLS } from './008-hidden-calls.ts'
import { NAMES } from './009-names.ts'
import { ACTS_BY_MEMBER } from './010-acts-by-member.ts'
import { FREED_HANDLES } from './011-freed-handles.ts'
import { WRITTEN_LOOKS } from './012-written-looks.ts'
import { RELATIONS } from './013-relations.ts'
import { WORDS_OF_MEMBER } from './014-words-of-member.ts'
import { LANGUAGE } from './015-language.ts'

/** A change of the tables. It runs once, in a transaction that also records it. */
export interface Migration {
  /** Must never change: databases record it. */
  readonly name: string
  readonly statements: readonly SchemaStatement[]
  /**
   * True: the Peal before this one runs on these tables, too, so that nodes can be replaced one after the other.
   * Such a migration only adds what an insert may leave out: see docs/scaling.md.
   */
  readonly expands?: boolean
}

/** All migrations in order; new ones are added at the end. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '001-first', statements: FIRST },
  { name: '002-indexes', statements: INDEXES },
  { name: '003-outbox-ids', statements: OUTBOX_IDS },
  { name: '004-admin-acts', statements: ADMIN_ACTS },
  { name: '005-given-up', statements: GIVEN_UP },
  { name: '006-fifty-devices', statements: FIFTY_DEVICES },
  { name: '007-acts-by-target', statements: ACTS_BY_TARGET },
  { name: '008-hidden-calls', statements: HIDDEN_CALLS },
  { name: '009-names', statements: NAMES },
  { name: '010-acts-by-member', statements: ACTS_BY_MEMBER },
  { name: '011-freed-handles', statements: FREED_HANDLES },
  { name: '012-written-looks', statements: WRITTEN_LOOKS },
  { name: '013-relations', statements: RELATIONS },
  { name: '014-words-of-member', statements: WORDS_OF_MEMBER },
  { name: '015-language', statements: LANGUAGE, expands: true },
]
