/**
 * Registers the service worker and checks for new versions of Peal. A new version waits until somebody
 * presses "Reload".
 */
import type { Workbox } from 'workbox-window'
import { pageLanguage } from '../browser/page-language.ts'
import type { Timer } from '../timer.ts'
import { workerAddress } from './worker-messages.ts'

/** How often an open page checks for a new version, ms. */
export const UPDATE_CHECK_MS = 3_600_000

/**
 * After this long the page reloads although the new version has not taken over, ms: the worker of the former one may
 * be busy with a push for a minute.
 */
const TAKE_OVER_MS = 3_000

type Registered = Pick<Workbox, 'addEventListener' | 'register' | 'update' | 'messageSkipWaiting'>

/** A new version that waits, and its activation. */
export interface Updates {
  /** Calls `changed` once a new version waits; at once if it waits already. */
  whenWaiting(changed: () => void): void
  /** Activates the new version, then reloads this page. */
  apply(): void
}

export interface UpdateDeps {
  readonly every: (ms: number, work: () => void) => void
  readonly reload: () => void
  readonly timer: Timer
  readonly online: () => boolean
  /** Once, when the network is back. */
  readonly whenOnline: (work: () => void) => void
  /** The worker cannot be registered (private windows, full disks); the page works without it. */
  readonly failed: (cause: unknown) => void
}

/** Registers the worker; null where the browser has none. Loads workbox late. */
export async function startUpdates(deps: UpdateDeps): Promise<Updates | null> {
  if (!('serviceWorker' in navigator)) return null
  const { Workbox } = await import('workbox-window')
  return watchUpdates(new Workbox(workerAddress(pageLanguage()), { scope: '/' }), deps)
}

/** Watches a registration, and checks for a newer version now and then. */
export function watchUpdates(workbox: Registered, deps: UpdateDeps): Updates {
  let waiting = false
  let applying = false
  // Another tab has activated the new version, so that only a reload is left to do.
  let tookOver = false
  const watchers: (() => void)[] = []
  workbox.addEventListener('waiting', () => {
    waiting = true
    for (const changed of watchers) changed()
  })
  // Only the page that asked reloads: in another one somebody may be typing or in a call.
  workbox.addEventListener('controlling', () => {
    tookOver = waiting
    if (applying) deps.reload()
  })
  let registered = false
  async function look(): Promise<void> {
    if (!deps.online()) return
    try {
      if (registered) await workbox.update()
      else await workbox.register()
      registered = true
    } catch (cause) {
      // A TypeError: the server cannot be reached. It is tried again at the next check.
      if (!(cause instanceof TypeError)) deps.failed(cause)
    }
  }
  const lookNow = () => void look()
  if (deps.online()) lookNow()
  else deps.whenOnline(lookNow)
  deps.every(UPDATE_CHECK_MS, lookNow)
  return {
    whenWaiting(changed) {
      watchers.push(changed)
      if (waiting) changed()
    },
    apply() {
      if (tookOver) return deps.reload()
      if (applying) return
      applying = true
      workbox.messageSkipWaiting()
      deps.timer(TAKE_OVER_MS, deps.reload)
    },
  }
}
