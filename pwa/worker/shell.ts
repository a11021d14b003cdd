/**
 * The shell: every file of the build in one language, precached, and its documents for every page address, of which the
 * call windows have one of their own. The server alone answers what addresses.ts lists.
 */
import { cacheNames } from 'workbox-core'
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  getCacheKeyForURL,
  precache,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { HASHED, NEVER_FROM_SHELL, OF_CALL_SHELL } from './addresses.ts'
import { elseNetwork, fileInTime } from './cache-limits.ts'

/** What the Service Worker Static Routing API adds to the event, where the browser has it. */
interface RoutedInstall extends ExtendableEvent {
  readonly addRoutes?: (route: {
    readonly condition: { readonly urlPattern: string }
    readonly source: { readonly cacheName: string }
  }) => Promise<void>
}

declare const self: ServiceWorkerGlobalScope

/** Serves these files, and the shells for every page address. */
export function registerShell(files: (PrecacheEntry | string)[], language: string): void {
  // The browser then takes these from the cache without starting the worker.
  self.addEventListener('install', (event: RoutedInstall) => {
    const source = { cacheName: cacheNames.precache }
    const routed = event.addRoutes?.({ condition: { urlPattern: HASHED }, source })
    if (routed !== undefined) event.waitUntil(routed)
  })
  addPlugins([elseNetwork])
  precache(files)
  cleanupOutdatedCaches()
  // Workbox's own route would wait for the cache without a limit.
  registerRoute(
    ({ sameOrigin, url }) => sameOrigin && getCacheKeyForURL(url.href) !== undefined,
    fileInTime((options) => createHandlerBoundToURL(options.url.href)(options)),
  )
  registerRoute(
    new NavigationRoute(fileInTime(createHandlerBoundToURL(`/call.${language}.html`)), {
      allowlist: [OF_CALL_SHELL],
    }),
  )
  registerRoute(
    new NavigationRoute(fileInTime(createHandlerBoundToURL(`/index.${language}.html`)), {
      denylist: [...NEVER_FROM_SHELL],
    }),
  )
}
