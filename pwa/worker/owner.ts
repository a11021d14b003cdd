/**
 * Which member owns the caches. There is one member at a time per browser profile: when another one
 * signs in, or the member signs out, everything is wiped. A response that was requested before such a
 * change must not be cached after it; `epoch` tells the two apart.
 */
import { OWNER_CACHE } from '../platform/installed/member-data.ts'
import { wipeMemberData, type MemberStores } from '../platform/installed/member-wipe.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** Caches hold responses by address; the body of this one is the owner's id. */
const OWNER_KEY = '/owner'

/** A cache that does not answer within this, ms, is done without; and no response waits longer for caches. */
const LIMIT_MS = 400

/** Who is signed in here, as far as the worker knows. */
export type Owner = ReturnType<typeof createOwner>

type Stores = MemberStores & { readonly caches: Pick<CacheStorage, 'open'> }

/** What this work gives; undefined if it fails or takes too long. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const found = await within(work, LIMIT_MS, pageTimer).catch(() => TOO_LATE)
  return found === TOO_LATE ? undefined : (found as T)
}

/** Keeps the owner in a cache of its own, which outlives the worker. */
export function createOwner(stores: Stores = globalThis) {
  let epoch = 0
  /** Who is signed in by the server's word; null: nobody; undefined: it has said nothing to this worker yet. */
  let told: string | null | undefined
  /** What the cache said last. */
  let last: string | null = null
  /** A read that has not ended in time; until it does, no other is waited for. */
  let late: Promise<unknown> | null = null

  async function read(): Promise<string | null> {
    const cache = await stores.caches.open(OWNER_CACHE)
    const response = await cache.match(OWNER_KEY)
    return response ? response.text() : null
  }

  /** Whose data the caches hold; undefined: they do not tell. */
  async function kept(): Promise<string | null | undefined> {
    if (late !== null) return undefined
    const reading = read().catch(() => undefined)
    const found = await within(reading, LIMIT_MS, pageTimer)
    if (found !== TOO_LATE) return found
    late = reading.finally(() => (late = null))
    return undefined
  }

  // The member whose responses may be cached and read; null: unknown, or the caches hold another member's.
  // Read each time, because a page that signs out wipes this cache, too.
  async function current(): Promise<string | null> {
    const found = await kept()
    if (found === undefined) return told === undefined ? last : told
    last = found
    return told === undefined || told === found ? found : null
  }

  async function keep(memberId: string): Promise<void> {
    const cache = await stores.caches.open(OWNER_CACHE)
    await cache.put(OWNER_KEY, new Response(memberId))
  }

  // Run one after the other, so that a sign-out and the sign-in after it do not interleave. A response waits for
  // this, which therefore never rejects, and leaves what the browser does not do in time to the next change.
  let queue: Promise<unknown> = Promise.resolve()
  async function next(memberId: string | null, work: () => Promise<unknown>): Promise<void> {
    told = memberId
    // Somebody else came meanwhile: only the last one counts.
    queue = queue.then(() => (told === memberId ? work() : undefined))
    await inTime(queue)
  }

  const goodbyes: (() => Promise<void>)[] = []
  /** Returns whether nothing of the member is left. */
  async function wipe(): Promise<boolean> {
    const wiped = await inTime(wipeMemberData(stores))
    await inTime(Promise.allSettled(goodbyes.map((work) => work())))
    return wiped === true
  }

  return {
    /** Grows with each change of owner while the worker runs. */
    get epoch() {
      return epoch
    },
    current,
    /** This member is signed in; another member's data is wiped first. */
    becomes(memberId: string): Promise<void> {
      const former = told
      if (former !== undefined && former !== memberId) epoch += 1
      return next(memberId, async () => {
        const found = await kept()
        if (found === memberId) return
        if (former === undefined) epoch += 1
        const before = found ?? former ?? memberId
        // While another member's data is left, nothing is cached or read here.
        if (before !== memberId && !(await wipe())) return
        if (told === memberId) await inTime(keep(memberId))
      })
    },
    /** Nobody is signed in. */
    leaves(): Promise<void> {
      epoch += 1
      return next(null, wipe)
    },
    /** Runs `work` whenever a member goes, after their data is wiped. */
    whenGone: (work: () => Promise<void>) => void goodbyes.push(work),
  }
}
