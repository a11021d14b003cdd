/**
 * Whether the server answers: every request and the signaling socket report here, who shows it
 * watches. It asks nobody itself.
 */

export interface Connection {
  /** The server did not answer last, or the browser says that there is no network. */
  readonly offline: boolean
  /** When the server answered last, or the cache's answer was given: ms since the epoch. */
  readonly knewAt: number | null
  /** The server answered. */
  reached(): void
  /** It did not. */
  missed(): void
  /** The cache answered in its place, with what the server said at `at`, ms since the epoch. */
  answeredFromCache(at: number): void
  /** Calls `changed` at each change; returns how to stop. */
  watch(changed: () => void): () => void
}

/** What the browser says of the network. */
export interface ConnectionDeps {
  readonly addEventListener?: (type: 'offline', listener: () => void) => void
  readonly navigator?: { readonly onLine?: boolean }
}

export function createConnection(
  deps: ConnectionDeps = globalThis,
  now: () => number = () => Date.now(),
): Connection {
  let offline = deps.navigator?.onLine === false
  let knewAt: number | null = null
  const watchers = new Set<() => void>()
  function set(nextOffline: boolean, nextKnewAt: number | null) {
    const changed = offline !== nextOffline || (nextOffline && knewAt !== nextKnewAt)
    offline = nextOffline
    knewAt = nextKnewAt
    if (changed) for (const watcher of watchers) watcher()
  }
  // `online` proves a network, not a server: only an answer ends the state.
  deps.addEventListener?.('offline', () => set(true, knewAt))
  return {
    get offline() {
      return offline
    },
    get knewAt() {
      return knewAt
    },
    reached: () => set(false, now()),
    missed: () => set(true, knewAt),
    answeredFromCache: (at) => set(true, Math.max(at, knewAt ?? 0)),
    watch(changed) {
      watchers.add(changed)
      return () => void watchers.delete(changed)
    },
  }
}

/** This page's one connection. */
export const connection: Connection = createConnection()

/** What of the signaling socket is watched. */
interface SocketState {
  onState(listener: (state: 'connecting' | 'open' | 'waiting' | 'closed') => void): () => void
}

/**
 * Lets the signaling socket report: one that opens reached the server, one that could not be opened
 * missed it. A socket that stood and was lost says nothing yet: it is tried again at once.
 */
export function followSocket(signaling: SocketState, reports: Connection = connection): () => void {
  let stood = false
  return signaling.onState((state) => {
    if (state === 'open') reports.reached()
    if (state === 'waiting' && !stood) reports.missed()
    if (state !== 'connecting') stood = state === 'open'
  })
}
