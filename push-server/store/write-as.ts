/**
 * Writes of signed-in people. A request may take long: meanwhile its device can be signed out, and its member be
 * removed or be an admin no longer. So the transaction that acts checks once more who acts.
 */
import type { Identity } from '../identity.ts'
import type { Store } from './store.ts'
import type { Db } from './tables.ts'

/** Whoever acts may not do so any more. Nothing was written. */
export class ActorError extends Error {
  override readonly name = 'ActorError'
  readonly code: 'signed-out' | 'forbidden'

  constructor(code: ActorError['code']) {
    super(`The request's sender may not act any more: ${code}.`)
    this.code = code
  }
}

type Acting = Pick<Identity, 'memberId' | 'deviceId'>

async function mustBeIn(db: Db, { memberId, deviceId }: Acting): Promise<{ isAdmin: boolean }> {
  const row = await db
    .selectFrom('device')
    .innerJoin('member', 'member.id', 'device.member_id')
    .select('member.admin')
    .where('device.id', '=', deviceId)
    .where('member.id', '=', memberId)
    .where('device.signed_out_at', 'is', null)
    .where('member.removed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new ActorError('signed-out')
  return { isAdmin: row?.admin === 1 }
}

/**
 * Runs `work` in a transaction, for a device that is signed in.
 * @throws ActorError if it is not; what `Store.write` throws
 */
export function writeAs<T>(
  store: Pick<Store, 'write'>,
  by: Acting,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return store.write(async (db) => {
    await mustBeIn(db, by)
    return work(db)
  })
}

/**
 * Runs `work` in a transaction, for an admin; null: for the command line, which may do everything.
 * @throws ActorError if they are not an admin, or are signed out; what `Store.write` throws
 */
export function writeAsAdmin<T>(
  store: Pick<Store, 'write'>,
  by: Acting | null,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  return store.write(async (db) => {
    if (by !== null && !(await mustBeIn(db, by)).isAdmin) throw new ActorError('forbidden')
    return work(db)
  })
}
