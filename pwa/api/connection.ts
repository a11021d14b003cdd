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

/** What is known of the network, and of the time. */
export interface ConnectionGlobals {
  readonly now: () => number
  readonly network: Pick<Window, 'addEventListener'>
  readonly navigator: Pick<Navigator, 'onLine'>
}

export function createConnection(
  globals: ConnectionGlobals = { now: () => Date.now(), network: window, navigator },
): Connection {
  let offline = !globals.navigator.onLine
  let knewAt: number | null = null
  const watchers = new Set<() => void>()
  function set(nextOffline: boolean, nextKnewAt: number | null) {
    const changed = offline !== nextOffline || (nextOffline && knewAt !== nextKnewAt)
    offline = nextOffline
    knewAt = nextKnewAt
    if (changed) for (const watcher of watchers) watcher()
  }
  // `online` proves a network, not a server: only an answer ends the state.
  globals.network.addEventListener('offline', () => set(true, knewAt))
  return {
    get offline() {
      return offline
    },
    get knewAt() {
      return knewAt
    },
    reached: () => set(false, globals.now()),
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
