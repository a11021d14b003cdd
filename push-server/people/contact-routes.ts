/** The contacts' routes. Presence comes over the socket, for the rows on screen. */
import * as v from 'valibot'
import { api } from '../../protocol/api.ts'
import { handle } from '../../protocol/people.ts'
import { fail, ok } from '../http/answer.ts'
import { signedIn } from '../http/routes.ts'
import type { App } from '../http/routes.ts'
import { contact, everyone, favourites, recent, search, setFavourite } from './contacts.ts'
import type { PeopleParts } from './people-parts.ts'

/** A `:handle` in a path, in the form that rows have; null: nobody can have it. */
function readHandle(said: string): string | null {
  const parsed = v.safeParse(handle, said)
  return parsed.success ? parsed.output : null
}

export function mountContacts(app: App, parts: PeopleParts): void {
  const { store, headcount } = parts
  const { read } = store

  signedIn(app, api.home, async ({ identity: { memberId } }) => {
    const page = await everyone(read, memberId, undefined)
    return ok({
      favourites: await favourites(read, memberId),
      recent: await recent(read, memberId),
      everyone: page ?? { items: [], next: null },
      // Oneself is not a contact.
      total: (await headcount.total()) - 1,
    })
  })

  signedIn(app, api.search, async ({ identity: { memberId }, body }) =>
    ok({ items: await search(read, memberId, body.q) }),
  )

  signedIn(app, api.contacts, async ({ identity: { memberId }, body }) => {
    const page = await everyone(read, memberId, body.after)
    return page === null ? fail('invalid', { field: 'after' }) : ok(page)
  })

  signedIn(app, api.contact, async ({ identity: { memberId }, param }) => {
    const name = readHandle(param('handle'))
    const found = name === null ? null : await contact(read, memberId, name)
    return found === null ? fail('unknown-member') : ok(found)
  })

  signedIn(app, api.setFavourite, async ({ identity: { memberId }, param, body }) => {
    const name = readHandle(param('handle'))
    const set =
      name !== null && (await store.write((db) => setFavourite(db, memberId, name, body.favourite)))
    const found = set ? await contact(read, memberId, name) : null
    return found === null ? fail('unknown-member') : ok(found)
  })
}
