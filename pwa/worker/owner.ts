/**
 * Which member owns the caches. There is one member at a time per browser profile: when another one
 * signs in, or the member signs out, everything is wiped. A response that was requested before such a
 * change must not be cached after it; `epoch` tells the two apart.
 */
import {
  OWNER_CACHE,
  wipeMemberData,
  type MemberStores,
} from '../platform/installed/member-data.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** Caches hold responses by address; the body of this one is the owner's id. */
const OWNER_KEY = '/owner'

/** A cache that does not answer within this, ms, is done without. */
const READ_MS = 400

/** Who is signed in here, as far as the worker knows. */
export type Owner = ReturnType<typeof createOwner>

type Stores = MemberStores & { readonly caches: Pick<CacheStorage, 'open'> }

/** Keeps the owner in a cache of its own, which outlives the worker. */
export function createOwner(stores: Stores = globalThis) {
  let epoch = 0

  async function read(): Promise<string | null> {
    const cache = await stores.caches.open(OWNER_CACHE)
    const response = await cache.match(OWNER_KEY)
    return response ? response.text() : null
  }

  /** What this worker knew last, for a browser whose caches fail. */
  let known: string | null = null
  /** A read that has not ended in time; until it does, no other is waited for. */
  let late: Promise<unknown> | null = null

  // The member whose responses may be cached and read; null: unknown.
  // Read each time, because a page that signs out wipes this cache, too.
  async function current(): Promise<string | null> {
    if (late !== null) return known
    const reading = read().catch(() => known)
    const found = await within(reading, READ_MS, pageTimer)
    if (found !== TOO_LATE) known = found
    else late = reading.finally(() => (late = null))
    return known
  }

  // Run one after the other, so that a sign-out and the sign-in after it do not interleave.
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
    /** Grows with each change of owner while the worker runs. */
    get epoch() {
      return epoch
    },
    current,
    /** This member is signed in; another member's data is wiped first. */
    becomes: (memberId: string) =>
      next(async () => {
        const before = await current()
        if (before === memberId) return
        epoch += 1
        if (before !== null) await wipe()
        known = memberId
        const cache = await stores.caches.open(OWNER_CACHE)
        await cache.put(OWNER_KEY, new Response(memberId))
      }),
    /** Nobody is signed in. */
    leaves: () =>
      next(async () => {
        epoch += 1
        known = null
        await wipe()
      }),
    /** Runs `work` whenever a member goes, after their data is wiped. */
    whenGone: (work: () => Promise<void>) => void goodbyes.push(work),
  }
}
