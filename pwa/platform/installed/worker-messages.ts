/** Messages between pages and the service worker, and the pages' side of them. */

/** The worker whose documents and notifications are in this language. */
export function workerAddress(language: string): string {
  return `/worker.js?language=${language}`
}

/** To a worker that waits: take over. workbox-window sends the same. */
export const SKIP_WAITING = 'SKIP_WAITING'

/** To the worker: missed calls were seen. */
export interface SeenMessage {
  readonly type: 'seen'
  /** Missed calls up to and including this server ms. */
  readonly upTo: number
  /** Of this person alone; absent: of everybody. */
  readonly with?: string
  /** How many are still unseen. */
  readonly unseen: number
}

/** To a window of the app: show this page, because its notification was pressed. */
export interface GoMessage {
  readonly type: 'go'
  /** A path of this app, query and fragment included. */
  readonly path: string
}

/** On this channel the worker tells open pages that a push has come through. */
export const PUSH_CHANNEL = 'peal-push'
export interface ProvedMessage {
  readonly type: 'proved'
}

interface Controlled {
  readonly controller: { postMessage(message: SeenMessage): void } | null
}

/**
 * Lets the worker close its notifications of missed calls that were seen. Without a worker there are
 * none.
 */
export function tellSeen(container: Controlled | undefined, seen: Omit<SeenMessage, 'type'>): void {
  container?.controller?.postMessage({ type: 'seen', ...seen })
}

interface Hearing {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** Navigates as the worker asks. `go` gets a path of this app. */
export function followWorker(container: Hearing | undefined, go: (path: string) => void): void {
  container?.addEventListener('message', ({ data }) => {
    if (typeof data !== 'object' || data === null) return
    if (!('type' in data) || data.type !== 'go' || !('path' in data)) return
    if (typeof data.path === 'string' && /^\/(?!\/)/.test(data.path)) go(data.path)
  })
}
