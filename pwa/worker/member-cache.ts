/**
 * Caches what can be read offline: contacts and calls (network first), and photos (cache first, since
 * a photo's version is in its address). Wiped when its member goes.
 */
import { registerRoute } from 'workbox-routing'
import { NetworkFirst } from 'workbox-strategies'
import { API_CACHE, PHOTO_CACHE } from '../platform/installed/member-data.ts'
import { isPhoto, isReadOffline, signInEffect } from './addresses.ts'
import { CachedInTime } from './cache-limits.ts'
import { followSignIn, memberPlugin } from './member-plugin.ts'
import type { Owner } from './owner.ts'

/** The cache answers after this, s: a network that hangs is no better than none. */
const NETWORK_TIMEOUT_S = 5
/** Cached responses: more than a person looks at in a day. */
const MOST_ANSWERS = 300
/** Cached photos, at most 256 KiB each. */
const MOST_PHOTOS = 300

/** Cached as soon as the worker runs: pages requested these before the worker could see it. */
const FIRST_READS = ['/api/session', '/api/home', '/api/calls', '/api/missed', '/api/connectors']

/** Handles the requests that can be read offline. */
export function registerMemberCache(scope: ServiceWorkerGlobalScope, owner: Owner): void {
  const own = (most: number) =>
    memberPlugin({ owner, caches: scope.caches, most, now: () => Date.now() })
  const answers = new NetworkFirst({
    cacheName: API_CACHE,
    networkTimeoutSeconds: NETWORK_TIMEOUT_S,
    plugins: [own(MOST_ANSWERS)],
  })
  const photos = new CachedInTime({ cacheName: PHOTO_CACHE, plugins: [own(MOST_PHOTOS)] })

  registerRoute(({ sameOrigin, url }) => sameOrigin && isReadOffline(url.pathname), answers)
  registerRoute(({ sameOrigin, url }) => sameOrigin && isPhoto(url.pathname), photos)
  registerRoute(
    ({ sameOrigin, url }) => sameOrigin && signInEffect(url.pathname) !== null,
    async ({ request }) => {
      const response = await fetch(request)
      await followSignIn(owner, request.url, response.clone())
      return response
    },
    'POST',
  )

  // Not awaited by the event, because requests of claimed pages wait until the worker is active.
  scope.addEventListener('activate', (event) => void readFirst(scope, event, answers))
}

/** Stops at the first failure: offline and signed-out browsers have nothing to read. */
async function readFirst(
  scope: ServiceWorkerGlobalScope,
  event: ExtendableEvent,
  answers: NetworkFirst,
): Promise<void> {
  for (const path of FIRST_READS) {
    const request = new Request(new URL(path, scope.location.origin), {
      headers: { accept: 'application/json' },
    })
    const [response, done] = answers.handleAll({ event, request })
    const ok = await Promise.all([response, done]).then(
      ([answer]) => answer.ok,
      () => false,
    )
    if (!ok) return
  }
}
