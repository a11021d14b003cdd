/** The contacts' routes. Presence comes over the socket, for the rows on screen. */
import { api } from '../../protocol/api.ts'
import { fail, ok } from '../http/answer.ts'
import { signedIn } from '../http/routes.ts'
import type { App } from '../http/routes.ts'
import { blockedPeople, contact, everyone, favourites, recent, relate, search } from './contacts.ts'
import type { RelationChange } from './contacts.ts'
import { readHandle } from './read-handle.ts'
import type { PeopleParts } from './people-parts.ts'

/** Mounts `/api/home`, `/api/contacts` and what is done to a contact. */
export function mountContacts(app: App, parts: PeopleParts): void {
  const { store, headcount, events } = parts
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

  /** Notes what one holds of another; answers the other's id and how they are seen then. */
  async function noted(memberId: string, said: string, change: RelationChange) {
    const name = readHandle(said)
    if (name === null) return null
    const otherId = await store.write((db) => relate(db, memberId, name, change))
    const found = otherId === null ? null : await contact(read, memberId, name)
    return otherId === null || found === null ? null : { otherId, found }
  }

  signedIn(app, api.setFavourite, async ({ identity: { memberId }, param, body }) => {
    const now = await noted(memberId, param('handle'), { favourite: body.favourite })
    return now === null ? fail('unknown-member') : ok(now.found)
  })

  signedIn(app, api.setBlocked, async ({ identity: { memberId }, param, body }) => {
    const now = await noted(memberId, param('handle'), { blocked: body.blocked })
    if (now === null) return fail('unknown-member')
    events.onBlocked(memberId, now.otherId, body.blocked)
    return ok(now.found)
  })

  signedIn(app, api.blocked, async ({ identity: { memberId } }) =>
    ok({ people: await blockedPeople(read, memberId) }),
  )
}
