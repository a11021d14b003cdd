/** Proofs of an Answer on a notification (`press-proof.ts`), in a cache: workers have no localStorage. */
import { PRESSED_CACHE } from '../installed/member-data.ts'
import { isFresh, SWEPT_MS } from './press-proof.ts'

/** How long the window waits for the worker's proof, ms: a busy disk delays the write. */
const WAIT_MS = 1_500
const POLL_MS = 50

type Caches = Pick<CacheStorage, 'open'>

/** Writes the proof in the moment of the press. `now` in ms since 1970. */
export async function leaveNotificationProof(
  caches: Caches,
  legId: string,
  now: number,
): Promise<void> {
  const cache = await caches.open(PRESSED_CACHE)
  for (const key of await cache.keys()) {
    if (!isFresh(await (await cache.match(key))?.text(), now, SWEPT_MS)) await cache.delete(key)
  }
  await cache.put(cacheKey(legId), new Response(String(now)))
}

/** Takes the proof out: true once, for a leg that was answered on a notification just now. */
export async function takeNotificationProof(
  caches: Caches,
  legId: string,
  clock: { now(): number; wait(ms: number): Promise<void> },
): Promise<boolean> {
  const cache = await caches.open(PRESSED_CACHE)
  const key = cacheKey(legId)
  for (let waited = 0; ; waited += POLL_MS) {
    const at = await (await cache.match(key))?.text()
    if (at !== undefined) return (await cache.delete(key)) && isFresh(at, clock.now(), SWEPT_MS)
    if (waited >= WAIT_MS) return false
    await clock.wait(POLL_MS)
  }
}

function cacheKey(legId: string): string {
  return `/pressed/${legId}`
}
