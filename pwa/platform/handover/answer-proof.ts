/**
 * What an Answer pressed on a notification leaves for the window that it opens, as `answer-mark.ts`
 * does for one pressed in a page: a worker has no localStorage. Written while the window opens
 * already, so that the window may have to wait for it.
 */
import { isFresh } from '../mark-age.ts'
import { PRESSED_CACHE } from '../installed/member-data.ts'

/** A window that opens later than this asks who answers: a slow machine needs some seconds. */
const MARK_MS = 60_000
/** The mark is written before a window can have read its address; on a busy disk it takes longer. */
const WAIT_MS = 1_500
const LOOK_MS = 50

type Caches = Pick<CacheStorage, 'open'>

/** Written in the moment of the press. `now` in ms since 1970. */
export async function markPressed(caches: Caches, legId: string, now: number): Promise<void> {
  const cache = await caches.open(PRESSED_CACHE)
  // Those of windows that never opened.
  for (const key of await cache.keys()) {
    if (!isFresh(await (await cache.match(key))?.text(), now, MARK_MS)) await cache.delete(key)
  }
  await cache.put(addressOf(legId), new Response(String(now)))
}

/** Takes the mark out: true once, for a leg that was answered on a notification just now. */
export async function takePressed(
  caches: Caches,
  legId: string,
  clock: { now(): number; wait(ms: number): Promise<void> },
): Promise<boolean> {
  const cache = await caches.open(PRESSED_CACHE)
  const key = addressOf(legId)
  for (let waited = 0; ; waited += LOOK_MS) {
    const at = await (await cache.match(key))?.text()
    if (at !== undefined) return (await cache.delete(key)) && isFresh(at, clock.now(), MARK_MS)
    if (waited >= WAIT_MS) return false
    await clock.wait(LOOK_MS)
  }
}

function addressOf(legId: string): string {
  return `/pressed/${legId}`
}
