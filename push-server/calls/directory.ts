/** A cache of how members are shown beside a call, since every message about a call says it. */
import type { Call } from '../../protocol/call.ts'
import type { Person } from '../../protocol/people.ts'
import { keepNewest } from '../keep-newest.ts'
import type { KnownCall } from '../known-call.ts'
import { personOf } from '../store/person-rows.ts'
import type { Db } from '../store/tables.ts'

/** Cached at most; the oldest entry goes first. */
const MAX_PERSONS = 10_000

/** Caches persons; call `forgetAll` when one changes. */
export class Directory {
  readonly #persons = new Map<string, Person>()

  async person(db: Db, memberId: string): Promise<Person> {
    const kept = this.#persons.get(memberId)
    if (kept !== undefined) return kept
    const row = await db
      .selectFrom('member')
      .select(['handle', 'name', 'photo_version', 'name_shared'])
      .where('id', '=', memberId)
      .executeTakeFirstOrThrow()
    const person = personOf(row)
    keepNewest(this.#persons, memberId, person, MAX_PERSONS)
    return person
  }

  /** Somebody has changed: others who share the name are shown with their handle, or no longer. */
  forgetAll(): void {
    this.#persons.clear()
  }

  /** Adds how both members are shown. */
  async know(db: Db, call: Call): Promise<KnownCall> {
    return {
      call,
      caller: await this.person(db, call.callerId),
      callee: await this.person(db, call.calleeId),
    }
  }
}
