/** Adding, renaming, removing members and bringing them back. */
import * as v from 'valibot'
import { handle, type Self } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { randomId } from '../random.ts'
import { personOf } from '../store/person-rows.ts'
import { newPhotoVersion } from './photo-check.ts'
import { indexName, unindexName } from './name-index.ts'
import { flag, type Db, type Row } from '../store/tables.ts'

/** A member to add. */
export interface NewMember {
  /** Lower case: the schema made it so. */
  readonly handle: string
  readonly name: string
  readonly admin: boolean
}

/** How long admins are told of sign-in links that others made for them. */
const LINKS_TOLD_MS = 7 * 86_400_000
const MOST_LINKS_TOLD = 10

/** Whoever makes a sign-in link for an admin could become that admin, so that admin is told. */
async function linksMadeFor(db: Db, id: string, now: number) {
  return db
    .selectFrom('admin_act')
    .leftJoin('member', 'member.id', 'admin_act.member_id')
    .select(['member.name as by', 'admin_act.at'])
    .where('admin_act.act', '=', 'link-made')
    .where('admin_act.target_id', '=', id)
    .where('admin_act.at', '>', now - LINKS_TOLD_MS)
    .where((where) =>
      where.or([where('admin_act.member_id', 'is', null), where('admin_act.member_id', '<>', id)]),
    )
    .orderBy('admin_act.id', 'desc')
    .limit(MOST_LINKS_TOLD)
    .execute()
}

/** The member as they see themselves; null: removed. */
export async function selfOf(db: Db, memberId: string, clock: Clock): Promise<Self | null> {
  const row = await db
    .selectFrom('member')
    .leftJoin('password', 'password.member_id', 'member.id')
    .selectAll('member')
    .select('password.member_id as has_password')
    .where('member.id', '=', memberId)
    .where('member.removed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const dnd = row.dnd_until
  return {
    ...personOf(row),
    // As they wrote it, even where others see the handle beside it.
    name: row.name,
    id: row.id,
    admin: row.admin === 1,
    dndUntil: dnd !== null && dnd > clock.now() ? dnd : null,
    hasPassword: row.has_password !== null,
    connectorLast: row.connector_last,
    ...(row.admin === 1 ? { linksMade: await linksMadeFor(db, row.id, clock.now()) } : {}),
  }
}

/** The answer that shows a member as they see themselves. */
export async function selfAnswer(db: Db, memberId: string, clock: Clock): Promise<Answer<Self>> {
  const self = await selfOf(db, memberId, clock)
  return self === null ? fail('signed-out') : ok(self)
}

/** Normalises a path's `:handle` as in the rows; '' if it is invalid, which no row has. */
export function readHandle(param: string): string {
  return v.parse(v.fallback(handle, ''), param)
}

/** The handle of a member, who may be removed by now. */
export async function handleOf(db: Db, memberId: string): Promise<string> {
  const { handle } = await db
    .selectFrom('member')
    .select('handle')
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  return handle
}

/** Why nobody else can have this handle; null: it is free. */
export type HandleTaken = 'handle-taken' | 'handle-removed' | null

/**
 * Whether a member has this handle (or had it until lately: old links lead to them), or had it before they were
 * removed. `exceptId`: the member who wants it back.
 */
export async function handleTaken(db: Db, handle: string, exceptId = ''): Promise<HandleTaken> {
  const owner = await db
    .selectFrom('member')
    .select(['id', 'removed_at'])
    .where('handle', '=', handle)
    .executeTakeFirst()
  if (owner !== undefined) return owner.removed_at === null ? 'handle-taken' : 'handle-removed'
  const former = await db
    .selectFrom('former_handle')
    .select('member_id')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return former === undefined || former.member_id === exceptId ? null : 'handle-taken'
}

/** Frees the handle of a removed member, so that somebody else can have it. */
export async function freeHandle(db: Db, handle: string): Promise<void> {
  // No handle begins so: histories that show that member lead to nobody else.
  await db
    .updateTable('member')
    .set({ handle: `~${randomId()}` })
    .where('handle', '=', handle)
    .where('removed_at', 'is not', null)
    .execute()
}

/** How long links with a handle that was corrected lead to the member, ms. */
const FORMER_HANDLE_MS = 90 * 86_400_000

/** Corrects a member's handle, inside the caller's transaction; the former one leads to them for a while. */
export async function changeHandle(
  db: Db,
  { id, handle: former, name }: Row<'member'>,
  handle: string,
  now: number,
): Promise<void> {
  await db.deleteFrom('former_handle').where('handle', '=', handle).execute()
  await db.updateTable('member').set({ handle }).where('id', '=', id).execute()
  const kept = { member_id: id, until: now + FORMER_HANDLE_MS }
  await db
    .insertInto('former_handle')
    .values({ handle: former, ...kept })
    .onConflict((conflict) => conflict.column('handle').doUpdateSet(kept))
    .execute()
  await indexName(db, { id, handle, name })
}

/** Whether there is an administrator, other than the member with the id `except`. */
export async function hasAdmin(db: Db, except = ''): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .select('id')
    .where('admin', '=', 1)
    .where('id', '<>', except)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether this member is the only administrator. */
export async function isLastAdmin(db: Db, member: Row<'member'>): Promise<boolean> {
  return member.admin === 1 && !(await hasAdmin(db, member.id))
}

/** For how long a removed member can be brought back with everything, ms. */
export const REMOVED_KEPT_MS = 30 * 86_400_000

/**
 * Adds a member, inside the caller's transaction. Null: the handle is taken. The handle of a removed
 * member stays taken until it is freed, because histories and links still refer to that person by it.
 */
export async function insertMember(
  db: Db,
  member: NewMember,
  clock: Clock,
): Promise<string | null> {
  if ((await handleTaken(db, member.handle)) !== null) return null
  const id = randomId()
  const made = await db
    .insertInto('member')
    .values({
      id,
      handle: member.handle,
      name: member.name,
      admin: flag(member.admin),
      dnd_until: null,
      connector_last: null,
      photo_version: null,
      removed_at: null,
      created_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('handle').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return null
  await indexName(db, { id, handle: member.handle, name: member.name })
  return id
}

/**
 * Renames a member and updates the search index, inside the caller's transaction. False: they had this name
 * already.
 */
export async function renameMember(db: Db, memberId: string, name: string): Promise<boolean> {
  const row = await db
    .updateTable('member')
    .set({ name })
    .where('id', '=', memberId)
    .where('name', '<>', name)
    .returning('handle')
    .executeTakeFirst()
  if (row === undefined) return false
  await indexName(db, { id: memberId, handle: row.handle, name })
  return true
}

/**
 * Removes a member, inside the caller's transaction: they are signed out everywhere, found by nobody, and shown
 * without a photo. Everything else is kept for some time, so that they can be brought back.
 */
export async function removeMember(db: Db, memberId: string, clock: Clock): Promise<void> {
  const now = clock.now()
  await db
    .updateTable('member')
    .set({ removed_at: now, admin: 0, photo_version: null, dnd_until: null })
    .where('id', '=', memberId)
    .where('removed_at', 'is', null)
    .execute()
  await unindexName(db, memberId)
  await db.deleteFrom('ticket').where('member_id', '=', memberId).execute()
  await db
    .updateTable('device')
    .set({ signed_out_at: now })
    .where('member_id', '=', memberId)
    .where('signed_out_at', 'is', null)
    .execute()
}

/** Those who can be brought back, the last removed first. */
export async function removedMembers(db: Db, now: number): Promise<Row<'member'>[]> {
  return db
    .selectFrom('member')
    .selectAll()
    .where('removed_at', 'is not', null)
    .where('removed_at', '>', now - REMOVED_KEPT_MS)
    .where('erased', '=', 0)
    .orderBy('removed_at', 'desc')
    .limit(MOST_REMOVED)
    .execute()
}

const MOST_REMOVED = 200

/** Brings a removed member back, inside the caller's transaction; not as an administrator. */
export async function restoreMember(db: Db, member: Row<'member'>): Promise<void> {
  const { id } = member
  const photo = await db
    .selectFrom('photo')
    .select('member_id')
    .where('member_id', '=', id)
    .executeTakeFirst()
  await db
    .updateTable('member')
    .set({ removed_at: null, photo_version: photo === undefined ? null : newPhotoVersion() })
    .where('id', '=', id)
    .execute()
  await indexName(db, member)
}
