/** How members are shown beside calls and in lists. */
import { looksMarked } from '../../protocol/looks.ts'
import { mixesScripts } from '../../protocol/names.ts'
import { photoPath, type Person } from '../../protocol/people.ts'
import { markedName } from '../../protocol/shown-name.ts'
import type { Db, Row } from './tables.ts'

/** What is read of a member who is shown. */
export type PersonRow = Pick<Row<'member'>, 'handle' | 'name' | 'photo_version' | 'name_shared'>

/** What is read of a member of whom only the name is shown. */
type NameRow = Omit<PersonRow, 'photo_version'>

/**
 * A member's name as others see it. The handle stands beside a name that others share, or that could be taken for another
 * or for one with a handle, so that nobody is shown as somebody else.
 */
function shownName(row: NameRow): string {
  const isDoubtful = row.name_shared === 1 || mixesScripts(row.name) || looksMarked(row.name)
  return isDoubtful ? markedName(row) : row.name
}

/** The shown names of these members, by id. */
export async function shownNames(
  db: Db,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  const rows = await db
    .selectFrom('member')
    .select(['id', 'handle', 'name', 'name_shared'])
    .where('id', 'in', wanted)
    .execute()
  const names = new Map(rows.map((row) => [row.id, shownName(row)]))
  return (id) => (id === null ? null : (names.get(id) ?? null))
}

/** A member as contacts, calls and the history show them. */
export function personOf(row: PersonRow): Person {
  const { handle } = row
  return { handle, name: shownName(row), photo: photoPath(handle, row.photo_version) }
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
