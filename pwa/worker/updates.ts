/**
 * A new version waits until a page says so: it never takes over by itself, because a page of the old
 * one may be in a call.
 */

/** What workbox-window's `messageSkipWaiting()` sends. */
const SKIP_WAITING = 'SKIP_WAITING'

type Scope = Pick<ServiceWorkerGlobalScope, 'addEventListener' | 'skipWaiting' | 'clients'>

/** Waits for a page's word, until the worker ends. */
export function registerUpdates(scope: Scope): void {
  scope.addEventListener('message', (event) => {
    const data: unknown = event.data
    if (typeof data !== 'object' || data === null) return
    if ('type' in data && data.type === SKIP_WAITING) event.waitUntil(scope.skipWaiting())
  })
  // Pages that were open before the first worker are its own, too: they are readable offline at once.
  scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
}
