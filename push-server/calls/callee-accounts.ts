/** IM accounts of callees. */
import type { Db } from '../store/tables.ts'

interface KeptAccount {
  readonly id: string
  readonly value: string
}

/** The member's first account of this type, or null. Ids sort by creation time. */
export async function firstAccount(
  db: Db,
  memberId: string,
  type: string,
): Promise<KeptAccount | null> {
  const row = await db
    .selectFrom('im_account')
    .select(['id', 'value'])
    .where('member_id', '=', memberId)
    .where('type', '=', type)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The member's account with this id if it is of this type, or null. */
export async function theirAccount(
  db: Db,
  memberId: string,
  type: string,
  id: string,
): Promise<KeptAccount | null> {
  const row = await db
    .selectFrom('im_account')
    .select(['id', 'value'])
    .where('id', '=', id)
    .where('member_id', '=', memberId)
    .where('type', '=', type)
    .executeTakeFirst()
  return row ?? null
}
