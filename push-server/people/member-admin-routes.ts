/** Administrators' routes for members and invitations. */
import { adminApi } from '../../protocol/admin-api.ts'
import { fail, ok } from '../http/answer.ts'
import { asAdmin, type App } from '../http/routes.ts'
import { findMember, personOf } from '../store/person-rows.ts'
import type { MemberChanges } from './member-changes.ts'
import { removedMembers } from './removed-members.ts'
import { listMembers, oneMember, searchMembers } from './member-list.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { openTickets, revokeTicket } from './tickets.ts'

export function mountMemberAdmin(app: App, deps: PeopleRoomDeps, changes: MemberChanges): void {
  const { store, clock, log, news } = deps
  const { read } = store

  asAdmin(app, adminApi.members, async ({ body: { q = '', after } }) =>
    ok(
      q.trim() === ''
        ? await listMembers(read, after, clock.now())
        : { items: await searchMembers(read, q, clock.now()), next: null },
    ),
  )

  asAdmin(app, adminApi.addMember, async ({ identity: { memberId }, body }) => {
    const added = await changes.add({ ...body, admin: false }, memberId)
    return added.ok ? changes.link(body.handle, null, memberId) : added
  })

  asAdmin(app, adminApi.changeHandle, async ({ identity: { memberId }, param, body }) => {
    const changed = await changes.rename(
      param('handle'),
      { next: body.handle, reuse: body.reuse },
      memberId,
    )
    if (!changed.ok) return changed
    const member = await oneMember(read, body.handle, clock.now())
    return member === null ? fail('unknown-member') : ok(member)
  })

  asAdmin(app, adminApi.removedMembers, async () => {
    const rows = await removedMembers(read, clock.now())
    return ok({
      members: rows.map((row) => ({
        ...personOf(row),
        hadHandle: row.freed_handle ?? row.handle,
        removedAt: row.removed_at ?? 0,
      })),
    })
  })

  asAdmin(app, adminApi.restoreMember, async ({ identity: { memberId }, param, body }) => {
    const restored = await changes.restore(param('handle'), body.handle, memberId)
    return restored.ok ? ok({}) : restored
  })

  asAdmin(app, adminApi.setAdmin, async ({ identity: { memberId }, param, body }) => {
    const changed = await changes.setAdmin(param('handle'), body.admin, memberId)
    if (!changed.ok) return changed
    const member = await oneMember(read, changed.data, clock.now())
    return member === null ? fail('unknown-member') : ok(member)
  })

  asAdmin(app, adminApi.removeMember, async ({ identity: { memberId }, param }) => {
    const member = await findMember(read, param('handle'))
    if (member?.id === memberId) return fail('forbidden')
    const removed = await changes.remove(param('handle'), memberId)
    return removed.ok ? ok({}) : removed
  })

  asAdmin(app, adminApi.memberLink, ({ identity: { memberId }, param }) =>
    changes.link(param('handle'), null, memberId),
  )

  asAdmin(app, adminApi.invitations, async () =>
    ok({ invitations: await openTickets(read, clock.now()) }),
  )

  asAdmin(app, adminApi.revokeInvitation, async ({ identity: { memberId }, param }) => {
    const revoking = { by: memberId, now: clock.now() }
    if (!(await store.write((db) => revokeTicket(db, param('id'), revoking))))
      return fail('not-found')
    log.info({ member: memberId }, 'invitation or sign-in link revoked')
    news.admin()
    return ok({})
  })
}
