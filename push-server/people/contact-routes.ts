/** The contacts' routes. Presence is sent over the socket, for the rows on screen. */
import { api } from '../../protocol/api.ts'
import { fail, ok } from '../http/answer.ts'
import { signedIn, type App } from '../http/routes.ts'
import type { Identity } from '../identity.ts'
import { writeAs } from '../store/write-as.ts'
import { blockedPeople, contact, everyone, favourites, recent, relate } from './contacts.ts'
import type { RelationChange } from './contacts.ts'
import { search } from './contact-search.ts'
import { readHandle } from './handles.ts'
import type { PeopleRoomDeps } from './people-deps.ts'

/** Mounts `/api/home`, `/api/contacts`, favourites and blocking. */
export function mountContacts(app: App, deps: PeopleRoomDeps): void {
  const { store, headcount, events, news } = deps
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
    const found = await contact(read, memberId, readHandle(param('handle')))
    return found === null ? fail('unknown-member') : ok(found)
  })

  /** Changes a relation; returns the other's id and the contact after the change. */
  async function changed(identity: Identity, handleParam: string, change: RelationChange) {
    const handle = readHandle(handleParam)
    const { memberId } = identity
    const related = await writeAs(store, identity, (db) => relate(db, memberId, handle, change))
    if (!related.ok) return related
    const found = await contact(read, memberId, handle)
    if (found === null) return fail('unknown-member')
    if (related.data.isNew) news.relation(memberId, handle)
    return ok({ ...related.data, found })
  }

  signedIn(app, api.setFavourite, async ({ identity, param, body }) => {
    const relation = await changed(identity, param('handle'), { favourite: body.favourite })
    return relation.ok ? ok(relation.data.found) : relation
  })

  signedIn(app, api.setBlocked, async ({ identity, param, body }) => {
    const relation = await changed(identity, param('handle'), { blocked: body.blocked })
    if (!relation.ok) return relation
    const { otherId, isNew, found } = relation.data
    if (isNew) events.onBlocked(identity.memberId, otherId, body.blocked)
    return ok(found)
  })

  signedIn(app, api.blocked, async ({ identity: { memberId } }) =>
    ok({ people: await blockedPeople(read, memberId) }),
  )
}
