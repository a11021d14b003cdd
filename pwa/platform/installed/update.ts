/**
 * Registers the service worker and finds new versions of Peal. A new version waits until somebody
 * presses "Reload"; it does not know whether a call is on: who shows the button does.
 */
import type { Workbox } from 'workbox-window'

/** How often a page that stays open asks for a new version, ms: daily work is not disturbed. */
export const UPDATE_CHECK_MS = 3_600_000

const WORKER_ADDRESS = '/worker.js'

type Registered = Pick<Workbox, 'addEventListener' | 'register' | 'update' | 'messageSkipWaiting'>

/** Whether another version waits, and its taking over. */
export interface Updates {
  /** Calls `changed` once a new version waits, at once when it does already. */
  whenWaiting(changed: () => void): void
  /** Lets the new version take over, and reloads this page when it has. */
  apply(): void
}

/** What updates need of the page. */
export interface UpdateDeps {
  readonly every: (ms: number, work: () => void) => void
  readonly reload: () => void
  readonly online: () => boolean
  /** Once, when the network is back. */
  readonly whenOnline: (work: () => void) => void
  /** A worker that cannot be had (private windows, full disks) leaves the page as it is. */
  readonly failed: (cause: unknown) => void
}

/** Registers the worker; null where the browser has none. Loaded late: no page waits for it. */
export async function startUpdates(deps: UpdateDeps): Promise<Updates | null> {
  if (!('serviceWorker' in navigator)) return null
  const { Workbox } = await import('workbox-window')
  return watchUpdates(new Workbox(WORKER_ADDRESS, { scope: '/' }), deps)
}

/** Watches a registration, and asks for a newer version now and then. */
export function watchUpdates(workbox: Registered, deps: UpdateDeps): Updates {
  let waiting = false
  let applying = false
  // Another tab let the new version take over: there is nobody left to ask, only to reload.
  let tookOver = false
  const watchers: (() => void)[] = []
  workbox.addEventListener('waiting', () => {
    waiting = true
    for (const changed of watchers) changed()
  })
  // Only the page that asked reloads itself: in another one somebody may be writing, or in a call.
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
      // The script could not be fetched: the server is away, and the next look comes.
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
      applying = true
      workbox.messageSkipWaiting()
    },
  }
}
