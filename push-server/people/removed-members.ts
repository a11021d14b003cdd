/** Removing members, and bringing them back. */
import type { Clock } from '../clock.ts'
import { indexName, unindexName } from './name-index.ts'
import { newPhotoVersion } from './photo-check.ts'
import type { Db, Row } from '../store/tables.ts'

/** For how long a removed member can be brought back with everything, ms. */
export const REMOVED_KEPT_MS = 30 * 86_400_000
/** Removed members that the list shows. Whoever is not shown can be brought back by their handle. */
const MOST_SHOWN = 200

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
function restorable(db: Db, now: number) {
  return db
    .selectFrom('member')
    .selectAll()
    .where('removed_at', 'is not', null)
    .where('removed_at', '>', now - REMOVED_KEPT_MS)
    .where('erased', '=', 0)
    .orderBy('removed_at', 'desc')
}

/** Those who can be brought back, as the list shows them: the last removed first. */
export async function removedMembers(db: Db, now: number): Promise<Row<'member'>[]> {
  return restorable(db, now).limit(MOST_SHOWN).execute()
}

/**
 * Whoever can be brought back and has this handle, or had it before it was given out again or corrected; of several,
 * the one who was removed last. Undefined: nobody.
 */
export async function removedMember(
  db: Db,
  handle: string,
  now: number,
): Promise<Row<'member'> | undefined> {
  const owner = await restorable(db, now)
    .where((where) => where.or([where('handle', '=', handle), where('freed_handle', '=', handle)]))
    .executeTakeFirst()
  if (owner !== undefined) return owner
  return restorable(db, now)
    .where('id', 'in', (inner) =>
      inner.selectFrom('former_handle').select('member_id').where('handle', '=', handle),
    )
    .executeTakeFirst()
}

/** Brings a removed member back under this handle, inside the caller's transaction; not as an administrator. */
export async function restoreMember(
  db: Db,
  { id, name }: Row<'member'>,
  handle: string,
): Promise<void> {
  const photo = await db
    .selectFrom('photo')
    .select('member_id')
    .where('member_id', '=', id)
    .executeTakeFirst()
  const photoVersion = photo === undefined ? null : newPhotoVersion()
  // No longer a former handle of theirs, if it was one.
  await db.deleteFrom('former_handle').where('handle', '=', handle).execute()
  await db
    .updateTable('member')
    .set({ handle, freed_handle: null, removed_at: null, photo_version: photoVersion })
    .where('id', '=', id)
    .execute()
  await indexName(db, { id, handle, name })
}
