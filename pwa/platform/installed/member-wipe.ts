/** Deletes a member's data in this browser profile: at sign-out, at expiry and when another member signs in. */
import { MARKS_DATABASE, MEMBER_CACHE_PREFIX, OWNER_CACHE, RINGS_DATABASE } from './member-data.ts'

/** The browser's stores, handed in. */
export interface MemberStores {
  readonly caches: Pick<CacheStorage, 'keys' | 'delete'>
  readonly indexedDB: Pick<IDBFactory, 'deleteDatabase'>
}

/**
 * Deletes all that the browser lets it delete, and returns whether that is everything. Never rejects, but may never
 * settle. It does not wait for the databases, whose deletion waits until other tabs have closed them.
 */
export async function wipeMemberData(stores: MemberStores = globalThis): Promise<boolean> {
  const parts = await Promise.allSettled([
    ...[MARKS_DATABASE, RINGS_DATABASE].map(
      async (name) => void stores.indexedDB.deleteDatabase(name),
    ),
    wipeCaches(stores),
  ])
  return parts.every(({ status }) => status === 'fulfilled')
}

/** The owner goes last: as long as something of theirs is left, it is known whose it is. */
async function wipeCaches({ caches }: MemberStores): Promise<void> {
  const names = await caches.keys()
  const others = names.filter((name) => name.startsWith(MEMBER_CACHE_PREFIX))
  await Promise.all(
    others.filter((name) => name !== OWNER_CACHE).map((name) => caches.delete(name)),
  )
  await caches.delete(OWNER_CACHE)
}
