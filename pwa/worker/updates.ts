/**
 * A new version takes over only when a page tells it to, because a page of the old version may be in
 * a call.
 */

import { SKIP_WAITING } from '../platform/installed/worker-messages.ts'

type Scope = Pick<ServiceWorkerGlobalScope, 'addEventListener' | 'skipWaiting' | 'clients'>

/** Listens for a page's message. */
export function registerUpdates(scope: Scope): void {
  scope.addEventListener('message', (event) => {
    const data: unknown = event.data
    if (typeof data !== 'object' || data === null) return
    if ('type' in data && data.type === SKIP_WAITING) event.waitUntil(scope.skipWaiting())
  })
  // Claim the pages that were open before the first worker, so that they work offline at once.
  scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
}
