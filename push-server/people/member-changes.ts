/** What administrators do to members. Each change records its act in the same transaction. */
import type { AdminAct } from '../../protocol/admin-acts.ts'
import type { AdminLink } from '../../protocol/admin-api.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import type { Identity } from '../identity.ts'
import { recordAct } from '../store/admin-acts.ts'
import { flag, type Db, type Row } from '../store/tables.ts'
import { writeAsAdmin } from '../store/write-as.ts'
import { findMember } from '../store/person-rows.ts'
import {
  changeHandle,
  freeHandle,
  handleTaken,
  insertMember,
  isLastAdmin,
  removeMember,
  removedMembers,
  restoreMember,
  type NewMember,
} from './members.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { makeTicket, ticketUrl, voidTicketsBy } from './tickets.ts'

/** The admin who acts; null: the command line. */
type ActBy = Identity | null

const idOf = (by: ActBy) => by?.memberId ?? null

/** The changes, for routes and the command line. */
export type MemberChanges = ReturnType<typeof createMemberChanges>

export function createMemberChanges(deps: PeopleRoomDeps) {
  const { store, clock, log, news, origin, headcount, events } = deps

  /**
   * Runs `work` on the member with this handle, and records the act if it succeeded. `act`: null for a change that
   * would leave the member as they are.
   */
  async function change<T>(
    handle: string,
    by: ActBy,
    act: (before: Row<'member'>) => AdminAct | null,
    work: (db: Db, member: Row<'member'>) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const changed = await writeAsAdmin(store, by, async (db) => {
      const member = await findMember(db, handle)
      if (member === undefined) return fail('unknown-member')
      const answer = await work(db, member)
      const done = act(member)
      if (answer.ok && done !== null) {
        const target = { target: member.handle, targetId: member.id }
        await recordAct(db, { at: clock.now(), memberId: idOf(by), act: done, ...target })
      }
      return answer
    })
    if (changed.ok) news.admin()
    return changed
  }

  return {
    /**
     * Adds a member; returns their id. Refused as `handle-removed` where somebody had the handle who was removed,
     * unless it is to be given out again (`reuse`).
     */
    async add(
      { reuse = false, ...member }: NewMember & { readonly reuse?: boolean | undefined },
      by: ActBy,
    ): Promise<Answer<string>> {
      const { handle } = member
      const added = await writeAsAdmin(store, by, async (db) => {
        const taken = await handleTaken(db, handle)
        if (taken === 'handle-removed' && reuse) await freeHandle(db, handle)
        else if (taken !== null) return fail(taken, { field: 'handle' })
        const made = await insertMember(db, member, clock)
        if (made === null) return fail('handle-taken', { field: 'handle' })
        const act = 'member-added'
        await recordAct(db, { at: clock.now(), memberId: idOf(by), act, target: handle })
        return ok(made)
      })
      if (!added.ok) return added
      headcount.changed()
      events.onMemberChanged(added.data)
      news.person(handle)
      news.admin()
      return added
    },

    /** Corrects a member's handle. */
    async rename(handle: string, next: string, by: ActBy): Promise<Answer<null>> {
      const renamed = (before: Row<'member'>) => (before.handle === next ? null : 'handle-changed')
      const changed = await change(handle, by, renamed, async (db, member) => {
        if (member.handle === next) return ok(member)
        const taken = await handleTaken(db, next, member.id)
        if (taken !== null) return fail(taken, { field: 'handle' })
        await changeHandle(db, member, next, clock.now())
        return ok(member)
      })
      if (!changed.ok) return changed
      const { id, handle: former } = changed.data
      log.info({ member: id }, 'handle changed')
      events.onMemberChanged(id)
      news.self(id)
      news.person(former)
      news.person(next)
      return ok(null)
    },

    /** Brings a member back who was removed lately, with everything but the rights of an admin. */
    async restore(handle: string, by: ActBy): Promise<Answer<null>> {
      const restored = await writeAsAdmin(store, by, async (db) => {
        const member = (await removedMembers(db, clock.now())).find(
          (each) => each.handle === handle,
        )
        if (member === undefined) return fail('not-found')
        await restoreMember(db, member)
        const act = 'member-restored'
        await recordAct(db, { at: clock.now(), memberId: idOf(by), act, target: handle })
        return ok(member.id)
      })
      if (!restored.ok) return restored
      headcount.changed()
      events.onMemberChanged(restored.data)
      log.info({ member: restored.data }, 'member brought back')
      news.person(handle)
      news.admin()
      return ok(null)
    },

    /** Only the command line may remove the last admin. */
    async remove(handle: string, by: ActBy): Promise<Answer<null>> {
      const removed = await change(
        handle,
        by,
        () => 'member-removed',
        async (db, member) => {
          // Checked in the transaction: two admins may remove each other at the same time.
          if (by !== null && (await isLastAdmin(db, member))) return fail('last-admin')
          await removeMember(db, member.id, clock)
          await voidTicketsBy(db, member.id)
          return ok(member)
        },
      )
      if (!removed.ok) return removed
      const member = removed.data
      headcount.changed()
      log.info({ member: member.id }, 'member removed')
      events.onMemberOut(member.id)
      events.onMemberChanged(member.id)
      news.person(member.handle)
      return ok(null)
    },

    async setAdmin(handle: string, admin: boolean, by: ActBy): Promise<Answer<null>> {
      const act = ({ admin: before }: Row<'member'>) => {
        if (before === flag(admin)) return null
        return admin ? 'admin-made' : 'admin-unmade'
      }
      const changed = await change(handle, by, act, async (db, member) => {
        if (!admin && (await isLastAdmin(db, member))) return fail('last-admin')
        await db
          .updateTable('member')
          .set({ admin: flag(admin) })
          .where('id', '=', member.id)
          .execute()
        if (!admin) await voidTicketsBy(db, member.id)
        return ok(member.id)
      })
      if (!changed.ok) return changed
      log.info({ member: changed.data, admin }, 'admin changed')
      events.onAdminChanged(changed.data, admin)
      news.self(changed.data)
      return ok(null)
    },

    /** Makes a single-use link that signs the member in. */
    async link(
      handle: string,
      deviceKind: DeviceKind | null,
      by: ActBy,
    ): Promise<Answer<AdminLink>> {
      const made = await change(
        handle,
        by,
        () => 'link-made',
        async (db, member) => {
          const ticket = {
            kind: 'sign-in',
            memberId: member.id,
            deviceKind,
            createdBy: idOf(by),
          } as const
          return ok({ memberId: member.id, ...(await makeTicket(db, ticket, clock)) })
        },
      )
      if (!made.ok) return made
      const { memberId, token, expiresAt } = made.data
      if (memberId !== idOf(by)) news.self(memberId)
      return ok({ url: ticketUrl(origin, 'sign-in', token), expiresAt })
    },
  }
}
