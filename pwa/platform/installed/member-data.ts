/**
 * What one member leaves in this browser profile: the names under which pages and the worker keep
 * it, and how it is wiped at sign-out, at expiry and when another member signs in.
 * It does not know what is kept, nor when to wipe.
 */

/** Every cache that belongs to a member has a name that begins so. */
export const MEMBER_CACHE_PREFIX = 'peal-member-'
/** Answers of the API that can be read offline. */
export const API_CACHE = `${MEMBER_CACHE_PREFIX}api`
export const PHOTO_CACHE = `${MEMBER_CACHE_PREFIX}photos`
/** Whose the other caches are. */
export const OWNER_CACHE = `${MEMBER_CACHE_PREFIX}owner`

/** The object store of marks that were made offline. */
export const MARKS_DATABASE = 'peal-marks'
/** What the worker knows of each caller's calls, and of the server's clock. */
export const RINGS_DATABASE = 'peal-rings'
/** Answers that were pressed on a notification, for the windows that they open. */
export const PRESSED_CACHE = `${MEMBER_CACHE_PREFIX}pressed`

/** On an answer from the cache: when the network gave it, ms since the epoch. */
export const CACHED_AT_HEADER = 'x-peal-cached-at'

/** The browser's stores, handed in. */
export interface MemberStores {
  readonly caches: Pick<CacheStorage, 'keys' | 'delete'>
  readonly indexedDB: Pick<IDBFactory, 'deleteDatabase'>
}

/**
 * Deletes everything that a member left here. It waits for the caches, not for the databases: their
 * deletion waits for other tabs to let go of them, and goes on by itself.
 */
export async function wipeMemberData(stores: MemberStores = globalThis): Promise<void> {
  stores.indexedDB.deleteDatabase(MARKS_DATABASE)
  stores.indexedDB.deleteDatabase(RINGS_DATABASE)
  const names = await stores.caches.keys()
  await Promise.all(
    names
      .filter((name) => name.startsWith(MEMBER_CACHE_PREFIX))
      .map((name) => stores.caches.delete(name)),
  )
}
