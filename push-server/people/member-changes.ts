/** What administrators do to members. Each change records its act in the same transaction. */
import type { AdminAct } from '../../protocol/admin-acts.ts'
import type { AdminLink } from '../../protocol/admin-api.ts'
import type { ApiErrorCode } from '../../protocol/api.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import type { Identity } from '../identity.ts'
import { recordAct } from '../store/admin-acts.ts'
import { flag, type Db, type Row } from '../store/tables.ts'
import { writeAsAdmin } from '../store/write-as.ts'
import { findMember } from '../store/person-rows.ts'
import { changeHandle, freeHandle, handleTaken, type HandleTaken } from './handles.ts'
import { insertMember, isLastAdmin, type NewMember } from './members.ts'
import { removeMember, removedMember, restoreMember } from './removed-members.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { makeTicket, ticketUrl, voidTicketsBy } from './tickets.ts'

/** Why a handle cannot be given to somebody. */
type HandleRefusal = NonNullable<HandleTaken>

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
  async function change<T, C extends ApiErrorCode = never>(
    handle: string,
    by: ActBy,
    act: (before: Row<'member'>) => AdminAct | null,
    work: (db: Db, member: Row<'member'>) => Promise<Answer<T, C>>,
  ): Promise<Answer<T, C | 'unknown-member'>> {
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

  /**
   * Why the handle cannot be given to somebody, other than the member with the id `exceptId`; null: it can be. With
   * `reuse`, one that a removed member has is freed.
   */
  async function refusal(db: Db, handle: string, reuse: boolean, exceptId = '') {
    const taken = await handleTaken(db, handle, exceptId)
    if (taken === 'handle-removed' && reuse) await freeHandle(db, handle)
    else if (taken !== null) return fail(taken, { field: 'handle' })
    return null
  }

  return {
    /**
     * Adds a member; returns their id. Refused as `handle-removed` where somebody had the handle who was removed,
     * unless it is to be given out again (`reuse`).
     */
    async add(
      { reuse = false, ...member }: NewMember & { readonly reuse?: boolean | undefined },
      by: ActBy,
    ): Promise<Answer<string, HandleRefusal>> {
      const { handle } = member
      const added = await writeAsAdmin(store, by, async (db) => {
        const refused = await refusal(db, handle, reuse)
        if (refused !== null) return refused
        const made = await insertMember(db, member, clock)
        if (made === null) return fail('handle-taken', { field: 'handle' })
        const act = 'member-added'
        const target = { target: handle, targetId: made }
        await recordAct(db, { at: clock.now(), memberId: idOf(by), act, ...target })
        return ok(made)
      })
      if (!added.ok) return added
      headcount.changed()
      events.onMemberChanged(added.data)
      news.person(handle)
      news.admin()
      return added
    },

    /**
     * Corrects a member's handle; returns the one before. `reuse`: also to one that a removed member has, which is
     * refused otherwise.
     */
    async rename(
      handle: string,
      { next, reuse = false }: { readonly next: string; readonly reuse?: boolean | undefined },
      by: ActBy,
    ): Promise<Answer<string, HandleRefusal | 'unknown-member'>> {
      const renamed = (before: Row<'member'>) => (before.handle === next ? null : 'handle-changed')
      const changed = await change(handle, by, renamed, async (db, member) => {
        if (member.handle === next) return ok(member)
        const refused = await refusal(db, next, reuse, member.id)
        if (refused !== null) return refused
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
      return ok(former)
    },

    /**
     * Brings a member back who was removed lately, with everything but the rights of an admin; returns their handle.
     * It is `next`, or the one they had. Refused as `handle-taken` or `handle-removed` where somebody else has it.
     */
    async restore(
      handle: string,
      next: string | undefined,
      by: ActBy,
    ): Promise<Answer<string, HandleRefusal | 'not-found'>> {
      const restored = await writeAsAdmin(store, by, async (db) => {
        const member = await removedMember(db, handle, clock.now())
        if (member === undefined) return fail('not-found')
        const wanted = next ?? member.freed_handle ?? member.handle
        const refused = await refusal(db, wanted, false, member.id)
        if (refused !== null) return refused
        await restoreMember(db, member, wanted)
        const target = { target: wanted, targetId: member.id }
        const act = 'member-restored'
        await recordAct(db, { at: clock.now(), memberId: idOf(by), act, ...target })
        return ok({ member, now: wanted })
      })
      if (!restored.ok) return restored
      const { member, now } = restored.data
      headcount.changed()
      events.onMemberChanged(member.id)
      log.info({ member: member.id }, 'member brought back')
      news.person(now)
      if (member.handle !== now) news.person(member.handle)
      news.admin()
      return ok(now)
    },

    /** Removes a member; returns the handle that they have. Only the command line may remove the last admin. */
    async remove(
      handle: string,
      by: ActBy,
    ): Promise<Answer<string, 'last-admin' | 'unknown-member'>> {
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
      return ok(member.handle)
    },

    /** Makes a member an admin, or ends that; returns the handle that they have. */
    async setAdmin(
      handle: string,
      admin: boolean,
      by: ActBy,
    ): Promise<Answer<string, 'last-admin' | 'unknown-member'>> {
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
        return ok(member)
      })
      if (!changed.ok) return changed
      const member = changed.data
      log.info({ member: member.id, admin }, 'admin changed')
      events.onAdminChanged(member.id, admin)
      news.self(member.id)
      return ok(member.handle)
    },

    /** Makes a single-use link that signs the member in. */
    async link(
      handle: string,
      deviceKind: DeviceKind | null,
      by: ActBy,
    ): Promise<Answer<AdminLink, 'unknown-member'>> {
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
