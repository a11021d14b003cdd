/** How members are shown beside calls and in lists. */
import { photoPath, type Person } from '../../protocol/people.ts'
import type { Db, Row } from './tables.ts'

/** A member as contacts, calls and the history show them. */
export function personOf(row: Pick<Row<'member'>, 'handle' | 'name' | 'photo_version'>): Person {
  return { handle: row.handle, name: row.name, photo: photoPath(row.handle, row.photo_version) }
}

/** The member with this handle; undefined: none, or removed. */
export async function findMember(db: Db, handle: string): Promise<Row<'member'> | undefined> {
  return db
    .selectFrom('member')
    .selectAll()
    .where('handle', '=', handle)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
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
