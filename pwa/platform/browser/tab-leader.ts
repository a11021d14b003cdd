/**
 * Elects the one tab of this browser that sounds the ring, by Web Locks. Every tab holds a lock whose
 * name contains its rank, and queues for the leader's lock. A tab that gets it while a better tab is
 * alive releases it and queues again. The browser releases the locks of a closed tab.
 *
 * It knows nothing of calls or tones.
 */
import { randomId } from '../base64-url.ts'
import type { Attention } from './attention.ts'

/** This tab in the election. */
export interface TabLeader {
  readonly leads: boolean
  /** The tab's rank changed: tabs that can sound are first, then visible ones, then the oldest. */
  rank(rank: Attention): void
  stop(): void
}

/** Browser globals, handed in so that many tabs can run in one test. */
export interface TabLeaderDeps {
  readonly locks: Pick<LockManager, 'request' | 'query'>
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>
  readonly now: () => number
  readonly newId: () => string
}

const LEADER = 'peal.tab-leader'
const TAB = 'peal.tab:'
const CHANNEL = 'peal.tabs'

/** Without Web Locks no tab leads; such a browser cannot take calls either. */
const NO_LEADER: TabLeader = { leads: false, rank: () => undefined, stop: () => undefined }

function browserDeps(): TabLeaderDeps | null {
  // Browsers hide Web Locks where the page is not secure.
  if (!('locks' in navigator)) return null
  return {
    locks: navigator.locks,
    channel: new BroadcastChannel(CHANNEL),
    now: () => Date.now(),
    newId: randomId,
  }
}

/** Joins the election; `changed` is called whenever this tab becomes or stops being the leader. */
export function joinTabs(
  first: Attention,
  changed: (leads: boolean) => void,
  deps: TabLeaderDeps | null = browserDeps(),
): TabLeader {
  return deps === null ? NO_LEADER : enter(first, changed, deps)
}

function enter(
  first: Attention,
  changed: (leads: boolean) => void,
  { locks, channel, now, newId }: TabLeaderDeps,
): TabLeader {
  const id = newId()
  const since = now()
  const stopped = new AbortController()
  const { signal } = stopped
  let leads = false
  let rank = first
  let releaseName: (() => void) | null = null
  let releaseLead: (() => void) | null = null
  let renamed: Promise<void> = Promise.resolve()

  const isStopped = () => signal.aborted

  function nameOf({ canSound, visible }: Attention): string {
    const worth = (canSound ? 0 : 2) + (visible ? 0 : 1)
    // Sorts as text: by rank, then age, then id.
    return `${TAB}${String(worth)}:${String(since).padStart(15, '0')}:${id}`
  }

  /** Takes the lock of the new name, releases the former one, then tells the other tabs. */
  function rename(): void {
    renamed = renamed.then(async () => {
      if (isStopped()) return
      const former = releaseName
      const release = await hold(nameOf(rank))
      former?.()
      if (isStopped()) return release()
      releaseName = release
      channel.postMessage('changed')
      await look()
    })
  }

  /** Takes a lock that nobody else requests; returns its release. */
  function hold(name: string): Promise<() => void> {
    return new Promise((held) => {
      void locks.request(name, () => new Promise<void>((release) => held(release)))
    })
  }

  /** Queues for the leader's lock until stopped. */
  async function queue(): Promise<void> {
    while (!isStopped()) {
      try {
        await locks.request(LEADER, { signal }, lead)
      } catch (error) {
        if (isStopped()) return
        throw error
      }
      // The better tab is in the queue, too, and gets the lock first.
      await new Promise((next) => setTimeout(next, YIELD_MS))
    }
  }

  async function lead(): Promise<void> {
    await renamed
    if (isStopped() || !(await isBest())) return
    await new Promise<void>((release) => {
      releaseLead = release
      set(true)
      // It may have been stopped in the meantime.
      if (isStopped()) release()
    })
    releaseLead = null
    set(false)
  }

  /** Releases the leader's lock when there is a better tab. */
  async function look(): Promise<void> {
    if (leads && !(await isBest())) releaseLead?.()
  }

  async function isBest(): Promise<boolean> {
    const { held = [] } = await locks.query()
    const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(TAB))
    const [best] = names.sort()
    return best === undefined || best >= nameOf(rank)
  }

  function set(now: boolean): void {
    if (now === leads) return
    leads = now
    changed(leads)
  }

  channel.addEventListener('message', () => void look(), { signal })
  rename()
  void queue()
  return {
    get leads() {
      return leads
    },
    rank(next) {
      if (next.canSound === rank.canSound && next.visible === rank.visible) return
      rank = next
      rename()
    },
    stop() {
      stopped.abort()
      releaseName?.()
      releaseLead?.()
      channel.postMessage('changed')
      channel.close()
    },
  }
}

/** Pause before requesting the leader's lock again, to let others have it, ms. */
const YIELD_MS = 50
