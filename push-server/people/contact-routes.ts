/** The contacts' routes. Presence is sent over the socket, for the rows on screen. */
import { mainContract } from '../contract/main-contract.ts'
import { fail, ok } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
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

  serve(app, mainContract.home, async ({ identity: { memberId } }) => {
    const page = await everyone(read, memberId, undefined)
    return ok({
      favourites: await favourites(read, memberId),
      recent: await recent(read, memberId),
      everyone: page ?? { items: [], next: null },
      // Oneself is not a contact.
      total: (await headcount.total()) - 1,
    })
  })

  serve(app, mainContract.search, async ({ identity: { memberId }, body }) =>
    ok({ items: await search(read, memberId, body.q) }),
  )

  serve(app, mainContract.contacts, async ({ identity: { memberId }, body }) => {
    const page = await everyone(read, memberId, body.after)
    return page === null ? fail('invalid', { field: 'after' }) : ok(page)
  })

  serve(app, mainContract.contact, async ({ identity: { memberId }, param }) => {
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

  serve(app, mainContract.setFavourite, async ({ identity, param, body }) => {
    const relation = await changed(identity, param('handle'), { favourite: body.favourite })
    return relation.ok ? ok(relation.data.found) : relation
  })

  serve(app, mainContract.setBlocked, async ({ identity, param, body }) => {
    const relation = await changed(identity, param('handle'), { blocked: body.blocked })
    if (!relation.ok) return relation
    const { otherId, isNew, found } = relation.data
    if (isNew) events.onBlocked(identity.memberId, otherId, body.blocked)
    return ok(found)
  })

  serve(app, mainContract.blocked, async ({ identity: { memberId } }) =>
    ok({ people: await blockedPeople(read, memberId) }),
  )
}
