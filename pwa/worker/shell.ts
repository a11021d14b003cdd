/**
 * The shell: every file of the build, precached, and `index.html` for every page address, `call.html`
 * for the call windows'. The server alone answers what addresses.ts lists.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { NEVER_FROM_SHELL, OF_CALL_SHELL } from './addresses.ts'

/** Takes these files and every page address, until the worker ends. */
export function registerShell(files: (PrecacheEntry | string)[]): void {
  precacheAndRoute(files)
  cleanupOutdatedCaches()
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL('/call.html'), { allowlist: [OF_CALL_SHELL] }),
  )
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL('/index.html'), {
      denylist: [...NEVER_FROM_SHELL],
    }),
  )
}
