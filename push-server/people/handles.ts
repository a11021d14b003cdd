/** Handles: who has one, who had it, and giving it to somebody else. */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { handle } from '../../protocol/people.ts'
import { indexName } from './name-index.ts'
import type { Db, Row } from '../store/tables.ts'

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
 * Whether another member than the one with the id `exceptId` has this handle, or had it until lately: old links lead
 * to them. `handle-removed`: that member was removed, so that the handle can be freed.
 */
export async function handleTaken(db: Db, handle: string, exceptId = ''): Promise<HandleTaken> {
  const owner = await db
    .selectFrom('member')
    .select(['id', 'removed_at'])
    .where('handle', '=', handle)
    .executeTakeFirst()
  const former = await db
    .selectFrom('former_handle')
    .innerJoin('member', 'member.id', 'former_handle.member_id')
    .select(['member.id', 'member.removed_at'])
    .where('former_handle.handle', '=', handle)
    .executeTakeFirst()
  const others = [owner, former]
    .flatMap((member) => member ?? [])
    .filter(({ id }) => id !== exceptId)
  if (others.length === 0) return null
  return others.every((member) => member.removed_at !== null) ? 'handle-removed' : 'handle-taken'
}

/** Bytes that make a placeholder as long as the longest handle. */
const PLACEHOLDER_BYTES = 12

/**
 * The handle of a removed member whose own one was given to somebody else: valid, since pages send it back as they
 * got it, and nobody's, so that histories which show that member lead to nobody else.
 */
function placeholder(): string {
  return `removed.${randomBytes(PLACEHOLDER_BYTES).toString('hex')}`
}

/** Frees a handle that removed members have or had, so that somebody else can have it. They can still be brought back. */
export async function freeHandle(db: Db, handle: string): Promise<void> {
  await db
    .updateTable('member')
    .set({ handle: placeholder(), freed_handle: handle })
    .where('handle', '=', handle)
    .where('removed_at', 'is not', null)
    .execute()
  await db
    .deleteFrom('former_handle')
    .where('handle', '=', handle)
    .where('member_id', 'in', (inner) =>
      inner.selectFrom('member').select('id').where('removed_at', 'is not', null),
    )
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
