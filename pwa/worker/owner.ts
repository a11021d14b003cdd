/**
 * Whose the member caches are. One member at a time per browser profile: when another one signs in,
 * or nobody is signed in any more, everything kept is wiped. An answer that was asked for before a
 * change must not be kept after it; `epoch` tells the two apart.
 */
import {
  OWNER_CACHE,
  wipeMemberData,
  type MemberStores,
} from '../platform/installed/member-data.ts'

/** A cache holds responses under addresses; the owner's id is the body of this one. */
const OWNER_KEY = '/owner'

/** Who is signed in here, as far as the worker knows. */
export interface Owner {
  /** Counts changes of owner; it never goes back while the worker runs. */
  readonly epoch: number
  /** The member whose answers may be kept and read; null: nobody is known. */
  current(): Promise<string | null>
  /** This member is signed in; all of another's is wiped first. */
  becomes(memberId: string): Promise<void>
  /** Nobody is signed in. */
  leaves(): Promise<void>
  /** Does this, too, whenever a member goes; after their data is wiped. */
  whenGone(work: () => Promise<void>): void
}

type Stores = MemberStores & { readonly caches: Pick<CacheStorage, 'open'> }

/** Remembers in a cache of its own, which outlives the worker. */
export function createOwner(stores: Stores = globalThis): Owner {
  let epoch = 0

  // Read anew each time: a page that signs out wipes the caches, this one included, by itself.
  async function current(): Promise<string | null> {
    const cache = await stores.caches.open(OWNER_CACHE)
    const response = await cache.match(OWNER_KEY)
    return response ? response.text() : null
  }

  // One after the other: a sign-out and a sign-in that follow each other must not mix.
  let queue: Promise<void> = Promise.resolve()
  function next(work: () => Promise<void>): Promise<void> {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }

  const goodbyes: (() => Promise<void>)[] = []
  async function wipe(): Promise<void> {
    await wipeMemberData(stores)
    await Promise.all(goodbyes.map((work) => work()))
  }

  return {
    get epoch() {
      return epoch
    },
    current,
    becomes: (memberId) =>
      next(async () => {
        const before = await current()
        if (before === memberId) return
        epoch += 1
        if (before !== null) await wipe()
        const cache = await stores.caches.open(OWNER_CACHE)
        await cache.put(OWNER_KEY, new Response(memberId))
      }),
    leaves: () =>
      next(async () => {
        epoch += 1
        await wipe()
      }),
    whenGone: (work) => void goodbyes.push(work),
  }
}
