/** How members are shown beside calls and in lists. */
import { looksMarked } from '../../protocol/looks.ts'
import { mixesScripts } from '../../protocol/names.ts'
import { photoPath, type Person } from '../../protocol/people.ts'
import { markedName } from '../../protocol/shown-name.ts'
import type { Db, Row } from './tables.ts'

/** What is read of a member who is shown. */
export type PersonRow = Pick<Row<'member'>, 'handle' | 'name' | 'photo_version' | 'name_shared'>

/**
 * A member as contacts, calls and the history show them. The handle stands beside a name that others share, or
 * that could be taken for another or for one with a handle, so that nobody is shown as somebody else.
 */
export function personOf(row: PersonRow): Person {
  const { handle } = row
  const isDoubtful = row.name_shared === 1 || mixesScripts(row.name) || looksMarked(row.name)
  const name = isDoubtful ? markedName(row) : row.name
  return { handle, name, photo: photoPath(handle, row.photo_version) }
}

/** The member with this handle, or who had it until lately; undefined: none, or removed. */
export async function findMember(db: Db, handle: string): Promise<Row<'member'> | undefined> {
  const withHandle = (wanted: string) =>
    db
      .selectFrom('member')
      .selectAll()
      .where('handle', '=', wanted)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
  const found = await withHandle(handle)
  if (found !== undefined) return found
  const now = await presentHandle(db, handle)
  return now === null ? undefined : withHandle(now)
}

/** The handle that a member has now who had this one until lately; null: nobody had it. */
export async function presentHandle(db: Db, former: string): Promise<string | null> {
  const row = await db
    .selectFrom('former_handle')
    .innerJoin('member', 'member.id', 'former_handle.member_id')
    .select('member.handle')
    .where('former_handle.handle', '=', former)
    .executeTakeFirst()
  return row?.handle ?? null
}

/** The id of whoever has this handle, or had it until lately, removed or not: histories show removed members, too. */
export async function idOfHandle(db: Db, handle: string): Promise<string | null> {
  const owner = await db
    .selectFrom('member')
    .select('id')
    .where('handle', '=', handle)
    .executeTakeFirst()
  if (owner !== undefined) return owner.id
  const former = await db
    .selectFrom('former_handle')
    .select('member_id')
    .where('handle', '=', handle)
    .executeTakeFirst()
  return former?.member_id ?? null
}

/** Finds the types of these members' IM accounts, which lists show. */
export async function accountTypesOf(
  db: Db,
  memberIds: readonly string[],
): Promise<(memberId: string) => string[]> {
  const byMember = new Map(memberIds.map((id) => [id, [] as string[]]))
  if (byMember.size > 0) {
    const rows = await db
      .selectFrom('im_account')
      .select(['member_id', 'type'])
      .distinct()
      .where('member_id', 'in', [...byMember.keys()])
      .execute()
    for (const { member_id, type } of rows) byMember.get(member_id)?.push(type)
  }
  return (memberId) => byMember.get(memberId) ?? []
}
