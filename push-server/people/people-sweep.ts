/** Deletes expired links and devices that expired long ago. */
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** Signed-out and expired devices are kept for this long, because late pushes refer to them. */
const DEVICE_KEPT_MS = 30 * 86_400_000
/** Rows that one sweep deletes at most, so that it does not delay calls. */
const BATCH = 500

/** Deletes used and expired links, and old devices with the rows that refer to them. */
export async function sweepPeople(store: Store, clock: Clock): Promise<void> {
  const now = clock.now()
  await store.write(async (db) => {
    await db
      .deleteFrom('ticket')
      .where((where) =>
        where.or([where('expires_at', '<=', now), where('used_at', 'is not', null)]),
      )
      .execute()
    const over = now - DEVICE_KEPT_MS
    const devices = await db
      .selectFrom('device')
      .select('id')
      .where((where) =>
        where.or([where('expires_at', '<=', over), where('signed_out_at', '<=', over)]),
      )
      .limit(BATCH)
      .execute()
    const ids = devices.map(({ id }) => id)
    if (ids.length === 0) return
    await db.deleteFrom('outbox').where('device_id', 'in', ids).execute()
    await db.deleteFrom('subscription').where('device_id', 'in', ids).execute()
    await db.deleteFrom('device').where('id', 'in', ids).execute()
  })
}
