/**
 * Whether the server can be reached. Every request and the signaling socket report here; this sends no
 * requests itself.
 */

/** What the browser says of the network. */
export interface ConnectionDeps {
  readonly addEventListener?: (type: 'offline', listener: () => void) => void
  readonly navigator?: { readonly onLine?: boolean }
}

export type Connection = ReturnType<typeof createConnection>

export function createConnection(
  deps: ConnectionDeps = globalThis,
  now: () => number = () => Date.now(),
) {
  let offline = deps.navigator?.onLine === false
  let knewAt: number | null = null
  let noSockets = false
  const watchers = new Set<() => void>()
  function set(nextOffline: boolean, nextKnewAt: number | null) {
    const changed = offline !== nextOffline || (nextOffline && knewAt !== nextKnewAt)
    offline = nextOffline
    knewAt = nextKnewAt
    if (changed) for (const watcher of watchers) watcher()
  }
  // The `online` event is ignored: it proves a network, not that the server answers.
  deps.addEventListener?.('offline', () => set(true, knewAt))
  return {
    /** The last request failed, or the browser reports that there is no network. */
    get offline() {
      return offline
    },
    /** When the last response came from the server, or was cached: ms since 1970. */
    get knewAt() {
      return knewAt
    },
    /** The server answers requests, and no socket can be opened to it. */
    get noSockets() {
      return noSockets
    },
    /** Whether sockets can be opened, as far as is known. */
    setSockets(can: boolean) {
      if (noSockets !== can) return
      noSockets = !can
      for (const watcher of watchers) watcher()
    },
    /** The server answered. */
    reached: () => set(false, now()),
    /** The server did not answer. */
    missed: () => set(true, knewAt),
    /** The cache answered with a response of the server's from `at`, ms since 1970. */
    answeredFromCache: (at: number) => set(true, Math.max(at, knewAt ?? 0)),
    /** Calls `changed` at each change. */
    watch: (changed: () => void) => void watchers.add(changed),
  }
}

/** The connection of this page. */
export const connection = createConnection()

/** The part of the signaling socket that is watched. */
interface SocketState {
  onState(listener: (state: 'connecting' | 'open' | 'waiting' | 'closed') => void): void
}

/** Sockets that could not be opened, while requests were answered, after which a proxy is to blame. */
const PROXY_FAILURES = 2

/** Whether the server, asked for a socket without an upgrade, says that it needs one. */
async function isWithoutUpgrades(): Promise<boolean> {
  try {
    return (await fetch('/signal', { cache: 'no-store' })).status === 426
  } catch {
    return false
  }
}

/**
 * Reports the signaling socket's state: an open socket has reached the server, and one that could not
 * be opened has missed it, unless the server answers otherwise. A socket that was open and is lost reports
 * nothing, because it is tried again at once.
 */
export function followSocket(
  signaling: SocketState,
  reports: Connection = connection,
  answers: () => Promise<boolean> = isWithoutUpgrades,
): void {
  let stood = false
  let failures = 0
  async function failed(): Promise<void> {
    failures += 1
    const mine = failures
    if (!(await answers())) return reports.missed()
    // Opened meanwhile.
    if (failures !== mine) return
    reports.reached()
    if (failures >= PROXY_FAILURES) reports.setSockets(false)
  }
  signaling.onState((state) => {
    if (state === 'open') {
      failures = 0
      reports.setSockets(true)
      reports.reached()
    }
    if (state === 'waiting' && !stood) void failed()
    if (state !== 'connecting') stood = state === 'open'
  })
}
