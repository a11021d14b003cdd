/**
 * The shell: every file of the build, precached, and `index.html` for every page address. The server
 * alone answers what is listed below, and sign-in: its page must be the newest.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** Navigations that the cached shell never answers. */
export const NEVER_FROM_SHELL: readonly RegExp[] = [
  /^\/api(\/|$|\?)/,
  /^\/signal(\/|$|\?)/,
  /^\/join(\/|$|\?)/,
  /^\/sign-in(\/|$|\?)/,
  /^\/healthz($|\?)/,
  /^\/metrics($|\?)/,
  /^\/embed\.js($|\?)/,
]

export function registerShell(files: (PrecacheEntry | string)[]): void {
  precacheAndRoute(files)
  cleanupOutdatedCaches()
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL('/index.html'), {
      denylist: [...NEVER_FROM_SHELL],
    }),
  )
}
