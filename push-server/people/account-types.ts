/** The kinds of IM accounts that members have, as lists of people show them. */
import type { Kysely } from 'kysely'
import type { AccountType, Connector } from '../../protocol/connectors.ts'
import type { Tables } from '../store/tables.ts'

/** The kinds that enabled connectors ask for. */
export type AccountTypes = () => readonly {
  readonly type: AccountType
  readonly connector: Connector
}[]

/** The account types of these members, by member. */
export async function accountTypesOf(
  db: Kysely<Tables>,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byMember = new Map<string, string[]>()
  if (memberIds.length === 0) return byMember
  const rows = await db
    .selectFrom('im_account')
    .select(['member_id', 'type'])
    .distinct()
    .where('member_id', 'in', [...new Set(memberIds)])
    .execute()
  for (const { member_id, type } of rows) {
    const known = byMember.get(member_id)
    if (known === undefined) byMember.set(member_id, [type])
    else known.push(type)
  }
  return byMember
}
