/** Administrators' routes for members and invitations. */
import { adminContract } from '../contract/admin-contract.ts'
import { fail, ok } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import { findMember, personOf } from '../store/person-rows.ts'
import type { Db } from '../store/tables.ts'
import { writeAsAdmin } from '../store/write-as.ts'
import type { MemberChanges } from './member-changes.ts'
import { removedMembers } from './removed-members.ts'
import { listMembers, oneMember, searchMembers } from './member-list.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { openTickets, revokeTicket } from './tickets.ts'

export function mountMemberAdmin(app: App, deps: PeopleRoomDeps, changes: MemberChanges): void {
  const { store, clock, log, news } = deps
  const { read } = store

  serve(app, adminContract.members, async ({ body: { q = '', after } }) =>
    ok(
      q.trim() === ''
        ? await listMembers(read, after, clock.now())
        : { items: await searchMembers(read, q, clock.now()), next: null },
    ),
  )

  serve(app, adminContract.addMember, async ({ identity, body }) => {
    const added = await changes.add({ ...body, admin: false }, identity)
    return added.ok ? changes.link(body.handle, null, identity) : added
  })

  serve(app, adminContract.changeHandle, async ({ identity, param, body }) => {
    const changed = await changes.rename(
      param('handle'),
      { next: body.handle, reuse: body.reuse },
      identity,
    )
    if (!changed.ok) return changed
    const member = await oneMember(read, body.handle, clock.now())
    return member === null ? fail('unknown-member') : ok(member)
  })

  serve(app, adminContract.removedMembers, async () => {
    const rows = await removedMembers(read, clock.now())
    return ok({
      members: rows.map((row) => ({
        ...personOf(row),
        hadHandle: row.freed_handle ?? row.handle,
        removedAt: row.removed_at ?? 0,
      })),
    })
  })

  serve(app, adminContract.restoreMember, async ({ identity, param, body }) => {
    const restored = await changes.restore(param('handle'), body.handle, identity)
    return restored.ok ? ok({}) : restored
  })

  serve(app, adminContract.setAdmin, async ({ identity, param, body }) => {
    const changed = await changes.setAdmin(param('handle'), body.admin, identity)
    if (!changed.ok) return changed
    const member = await oneMember(read, changed.data, clock.now())
    return member === null ? fail('unknown-member') : ok(member)
  })

  serve(app, adminContract.removeMember, async ({ identity, param }) => {
    const member = await findMember(read, param('handle'))
    if (member?.id === identity.memberId) return fail('forbidden')
    const removed = await changes.remove(param('handle'), identity)
    return removed.ok ? ok({}) : removed
  })

  serve(app, adminContract.memberLink, ({ identity, param }) =>
    changes.link(param('handle'), null, identity),
  )

  serve(app, adminContract.invitations, async () =>
    ok({ invitations: await openTickets(read, clock.now()) }),
  )

  serve(app, adminContract.revokeInvitation, async ({ identity, param }) => {
    const revoking = { by: identity.memberId, now: clock.now() }
    const revoke = (db: Db) => revokeTicket(db, param('id'), revoking)
    if (!(await writeAsAdmin(store, identity, revoke))) return fail('not-found')
    log.info({ member: identity.memberId }, 'invitation or sign-in link revoked')
    news.admin()
    return ok({})
  })
}
