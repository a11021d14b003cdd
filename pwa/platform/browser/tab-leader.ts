/**
 * Elects the one tab of this browser that sounds the ring, by Web Locks. Every tab holds a lock whose
 * name contains its rank, and queues for the leader's lock. A tab that gets it while a better tab is
 * alive releases it and queues again. The browser releases the locks of a closed tab.
 *
 * It knows nothing of calls or tones.
 */
import { randomId } from '../base64-url.ts'

/** Ranks tabs: those that can sound first, then visible ones, then the oldest. */
export interface TabRank {
  readonly canSound: boolean
  readonly visible: boolean
  /** When the tab was opened, ms. */
  readonly since: number
}

/** This tab in the election. `leads`: it is the leader. */
export type TabLeader = Pick<Tab, 'leads' | 'rank' | 'stop'>

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

/** Joins the election; `changed` is called whenever this tab becomes or stops being the leader. */
export function joinTabs(
  first: Omit<TabRank, 'since'>,
  changed: (leads: boolean) => void,
  deps: TabLeaderDeps | null = browserDeps(),
): TabLeader {
  return deps === null ? NO_LEADER : new Tab(first, changed, deps)
}

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

class Tab {
  leads = false
  readonly #changed: (leads: boolean) => void
  readonly #deps: TabLeaderDeps
  readonly #id: string
  readonly #since: number
  readonly #stopped = new AbortController()
  #rank: Omit<TabRank, 'since'>
  #releaseName: (() => void) | null = null
  #releaseLead: (() => void) | null = null
  #renamed: Promise<void> = Promise.resolve()

  constructor(
    first: Omit<TabRank, 'since'>,
    changed: (leads: boolean) => void,
    deps: TabLeaderDeps,
  ) {
    this.#rank = first
    this.#changed = changed
    this.#deps = deps
    this.#id = deps.newId()
    this.#since = deps.now()
    deps.channel.addEventListener('message', () => void this.#look(), {
      signal: this.#stopped.signal,
    })
    this.#rename()
    void this.#queue()
  }

  /** The tab's rank changed. */
  rank(rank: Omit<TabRank, 'since'>): void {
    if (rank.canSound === this.#rank.canSound && rank.visible === this.#rank.visible) return
    this.#rank = rank
    this.#rename()
  }

  stop(): void {
    this.#stopped.abort()
    this.#releaseName?.()
    this.#releaseLead?.()
    this.#deps.channel.postMessage('changed')
    this.#deps.channel.close()
  }

  get #name(): string {
    const { canSound, visible } = this.#rank
    const worth = (canSound ? 0 : 2) + (visible ? 0 : 1)
    // Sorts as text: by rank, then age, then id.
    return `${TAB}${String(worth)}:${String(this.#since).padStart(15, '0')}:${this.#id}`
  }

  /** Takes the lock of the new name, releases the former one, then tells the other tabs. */
  #rename(): void {
    this.#renamed = this.#renamed.then(async () => {
      if (this.#isStopped()) return
      const former = this.#releaseName
      const release = await this.#hold(this.#name)
      former?.()
      if (this.#isStopped()) return release()
      this.#releaseName = release
      this.#deps.channel.postMessage('changed')
      await this.#look()
    })
  }

  /** Takes a lock that nobody else requests; returns its release. */
  #hold(name: string): Promise<() => void> {
    return new Promise((held) => {
      void this.#deps.locks.request(name, () => new Promise<void>((release) => held(release)))
    })
  }

  /** Queues for the leader's lock until stopped. */
  async #queue(): Promise<void> {
    while (!this.#isStopped()) {
      try {
        await this.#deps.locks.request(LEADER, { signal: this.#stopped.signal }, () => this.#lead())
      } catch (error) {
        if (this.#isStopped()) return
        throw error
      }
      // The better tab is in the queue, too, and gets the lock first.
      await new Promise((next) => setTimeout(next, YIELD_MS))
    }
  }

  async #lead(): Promise<void> {
    await this.#renamed
    if (this.#isStopped() || !(await this.#isBest())) return
    await new Promise<void>((release) => {
      this.#releaseLead = release
      this.#set(true)
      // It may have been stopped in the meantime.
      if (this.#isStopped()) release()
    })
    this.#releaseLead = null
    this.#set(false)
  }

  /** Releases the leader's lock when there is a better tab. */
  async #look(): Promise<void> {
    if (this.leads && !(await this.#isBest())) this.#releaseLead?.()
  }

  async #isBest(): Promise<boolean> {
    const { held = [] } = await this.#deps.locks.query()
    const best = held
      .flatMap(({ name }) => (name?.startsWith(TAB) === true ? [name] : []))
      .sort()
      .at(0)
    return best === undefined || best >= this.#name
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted
  }

  #set(leads: boolean): void {
    if (leads === this.leads) return
    this.leads = leads
    this.#changed(leads)
  }
}

/** Pause before requesting the leader's lock again, to let others have it, ms. */
const YIELD_MS = 50
