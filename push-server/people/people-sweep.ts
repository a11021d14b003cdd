/** What the people room forgets by itself: links that are over, devices long expired. */
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** A device that was signed out or expired is remembered for this long: late pushes name it. */
const DEVICE_KEPT_MS = 30 * 86_400_000
/** Rows that one sweep deletes, so that it never holds up a call. */
const BATCH = 500

/** Deletes links that are used up or over, and devices with all that hangs on them. */
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
