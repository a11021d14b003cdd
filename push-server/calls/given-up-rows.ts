/** Hang-ups and goodbyes that overtook their placing, as rows, so that a restart loses none. */
import * as v from 'valibot'
import { GIVEN_UP_MS, MAX_GIVEN_UP, type GivenUp } from '../../protocol/given-up.ts'
import { id } from '../../protocol/people.ts'
import type { Db } from '../store/tables.ts'

/**
 * Keeps what a member said, from now on if they said it before. After a hang-up that still counts, a goodbye of
 * the same leg changes nothing.
 */
export async function noteGivenUp(
  db: Db,
  memberId: string,
  callId: string,
  { legId, how, at }: GivenUp,
): Promise<void> {
  // A call whose id is not valid can never be placed.
  if (!v.is(id, callId)) return
  const row = { member_id: memberId, call_id: callId, leg_id: legId, how, at }
  await db
    .insertInto('given_up')
    .values(row)
    .onConflict((conflict) => {
      const anew = conflict.columns(['member_id', 'call_id', 'leg_id']).doUpdateSet({ how, at })
      if (how === 'hung-up') return anew
      return anew.where((where) =>
        where.or([where('given_up.how', '=', how), where('given_up.at', '<=', at - GIVEN_UP_MS)]),
      )
    })
    .execute()
  await keepNewest(db, memberId)
}

/** Pages choose the ids, so each member's rows are limited. */
async function keepNewest(db: Db, memberId: string): Promise<void> {
  const oldest = await db
    .selectFrom('given_up')
    .select(['call_id', 'leg_id'])
    .where('member_id', '=', memberId)
    .orderBy('at', 'desc')
    .orderBy('call_id')
    .orderBy('leg_id')
    .limit(1)
    .offset(MAX_GIVEN_UP)
    .executeTakeFirst()
  if (oldest === undefined) return
  await db
    .deleteFrom('given_up')
    .where((is) => is.and({ member_id: memberId, call_id: oldest.call_id, leg_id: oldest.leg_id }))
    .execute()
}

/** What a member said about this call. */
export async function loadGivenUp(db: Db, memberId: string, callId: string): Promise<GivenUp[]> {
  return db
    .selectFrom('given_up')
    .select(['leg_id as legId', 'how', 'at'])
    .where('member_id', '=', memberId)
    .where('call_id', '=', callId)
    .execute()
}
