/** Adding and renaming members, and how they see themselves. */
import type { Self } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { randomId } from '../random.ts'
import { personOf, shownNames } from '../store/person-rows.ts'
import { handleTaken } from './handles.ts'
import { indexName } from './name-index.ts'
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
  const made = await db
    .selectFrom('admin_act')
    .select(['member_id', 'at'])
    .where('act', '=', 'link-made')
    .where('target_id', '=', id)
    .where('at', '>', now - LINKS_TOLD_MS)
    .where((where) => where.or([where('member_id', 'is', null), where('member_id', '<>', id)]))
    .orderBy('id', 'desc')
    .limit(MOST_LINKS_TOLD)
    .execute()
  const nameOf = await shownNames(
    db,
    made.map((row) => row.member_id),
  )
  return made.map(({ member_id, at }) => ({ by: nameOf(member_id), at }))
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
    language: row.language,
    hasPassword: row.has_password !== null,
    connectorLast: row.connector_last,
    ...(row.admin === 1 ? { linksMade: await linksMadeFor(db, row.id, clock.now()) } : {}),
  }
}

/** The answer that shows a member as they see themselves. */
export async function selfAnswer(
  db: Db,
  memberId: string,
  clock: Clock,
): Promise<Answer<Self, 'signed-out'>> {
  const self = await selfOf(db, memberId, clock)
  return self === null ? fail('signed-out') : ok(self)
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
