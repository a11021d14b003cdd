/**
 * Elects the one tab of this browser that sounds the ring, by Web Locks. Every tab holds a lock whose
 * name contains its rank, and queues for the leader's lock. A tab that gets it while a better tab is
 * alive releases it and queues again. The browser releases the locks of a closed tab; those of a frozen
 * one are taken from it. Where the browser does not give the locks, a tab leads without them while
 * something has to sound: two tabs that sound are better than none.
 *
 * It knows nothing of calls or tones.
 */
import { randomId } from '../base64-url.ts'
import type { Timer } from '../timer.ts'
import type { Attention } from './attention.ts'
import { openChannel } from './channel.ts'
import { heldLocks } from './held-locks.ts'

/** This tab in the election. */
export interface TabLeader {
  readonly leads: boolean
  /** The tab's rank changed: tabs that can sound are first, then visible ones, then the oldest. */
  rank(rank: Attention): void
  /** Something has to sound now, or no longer: until then a leader that is frozen does no harm. */
  insist(on: boolean): void
  stop(): void
}

/** Browser globals, handed in so that many tabs can run in one test. */
export interface TabLeaderDeps {
  readonly locks: Pick<LockManager, 'request' | 'query'>
  /** Null: tabs cannot hear each other, so that none of them can be told to be frozen. */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'> | null
  readonly now: () => number
  readonly newId: () => string
  /** One that hidden tabs may rely on. */
  readonly timer: Timer
}

const LEADER = 'peal.tab-leader'
const TAB = 'peal.tab:'
const CHANNEL = 'peal.tabs'

/** What tabs tell each other: a rank changed; who is alive; the tab with this id is. */
const CHANGED = 'changed'
const ROLL_CALL = 'roll-call'
const HERE = 'here:'
/** How often tabs are called while something sounds, ms. One that has not answered by the next time is frozen. */
const ROLL_CALL_MS = 800

/** Without Web Locks no tab leads; such a browser cannot take calls either. */
const NO_LEADER: TabLeader = {
  leads: false,
  rank: () => undefined,
  insist: () => undefined,
  stop: () => undefined,
}

function browserDeps(timer: Timer): TabLeaderDeps | null {
  // Browsers hide Web Locks where the page is not secure.
  if (!('locks' in navigator)) return null
  return {
    locks: navigator.locks,
    channel: openChannel(CHANNEL),
    now: () => Date.now(),
    newId: randomId,
    timer,
  }
}

/** Joins the election; `changed` is called whenever this tab becomes or stops being the leader. */
export function joinTabs(
  first: Attention,
  changed: (leads: boolean) => void,
  timer: Timer,
  deps: TabLeaderDeps | null = browserDeps(timer),
): TabLeader {
  return deps === null ? NO_LEADER : enter(first, changed, deps)
}

function enter(
  first: Attention,
  changed: (leads: boolean) => void,
  { locks, channel, now, newId, timer }: TabLeaderDeps,
): TabLeader {
  const id = newId()
  const since = now()
  let stopped = false
  let leads = false
  let rank = first
  let releaseName: (() => void) | null = null
  let releaseLead: (() => void) | null = null
  /** This tab has to lead, and does not get the leader's lock. */
  let leadsUnlocked = false
  /** Ids of tabs that hold their names, and do not answer. */
  let frozen: ReadonlySet<string> = new Set()
  let answered = new Set<string>()
  let cancelCall: (() => void) | null = null
  /** The leader's lock is to be taken from a frozen tab. */
  let steals = false
  let waiting = new AbortController()

  const isStopped = () => stopped

  function nameOf({ canSound, visible }: Attention): string {
    const worth = (canSound ? 0 : 2) + (visible ? 0 : 1)
    // Sorts as text: by rank, then age, then id.
    return `${TAB}${String(worth)}:${String(since).padStart(15, '0')}:${id}`
  }

  /** Takes the lock of the new name, which nobody else requests; then releases the former one. */
  function rename(): void {
    const former = releaseName
    const released = new Promise<void>((release) => (releaseName = release))
    request(nameOf(rank), {}, () => {
      former?.()
      if (!stopped) channel?.postMessage(CHANGED)
      void look()
      return released
    }).catch(() => undefined)
  }

  /** Never throws at once, unlike what some privacy extensions put in place of the browser's own. */
  async function request(name: string, options: LockOptions, work: () => Promise<void>) {
    await locks.request(name, options, work)
  }

  /** Queues for the leader's lock until stopped. */
  async function queue(): Promise<void> {
    while (!isStopped()) {
      waiting = new AbortController()
      const options = steals ? { steal: true } : { signal: waiting.signal }
      steals = false
      try {
        await request(LEADER, options, lead)
      } catch (error) {
        // Aborted to steal the lock, or because this tab was frozen and another has it now.
        releaseLead?.()
        if (!(error instanceof DOMException)) throw error
        // A browser that refuses it refuses it again: this tab leads without it when it has to.
        if (error.name !== 'AbortError') return
        if (waiting.signal.aborted) continue
      }
      // The better tab is in the queue, too, and gets the lock first.
      await new Promise((next) => setTimeout(next, YIELD_MS))
    }
  }

  async function lead(): Promise<void> {
    const best = isBest(await names())
    if (!best || stopped) return
    const released = new Promise<void>((release) => (releaseLead = release))
    leadsUnlocked = false
    tell()
    await released
    releaseLead = null
    tell()
  }

  /** Releases the leader's lock when there is a better tab. */
  async function look(): Promise<void> {
    if (releaseLead !== null && !isBest(await names())) releaseLead?.()
  }

  /** Of the tabs; none where the browser does not say. */
  async function names(): Promise<string[]> {
    const held = (await heldLocks(locks, timer)) ?? []
    return held.filter((name) => name.startsWith(TAB))
  }

  const isBest = (tabs: string[]): boolean =>
    tabs.every((name) => name >= nameOf(rank) || idIn(name) === id || frozen.has(idIn(name)))

  function tell(): void {
    const now = leadsUnlocked || releaseLead !== null
    if (now === leads) return
    leads = now
    changed(leads)
  }

  /** Asks all tabs whether they are alive. A tab that has not answered by the next time counts as frozen. */
  function callRoll(): void {
    answered = new Set([id])
    channel?.postMessage(ROLL_CALL)
    cancelCall = timer(ROLL_CALL_MS, () => {
      void judge()
      callRoll()
    })
  }

  async function judge(): Promise<void> {
    const here = answered
    const tabs = await names()
    // Nothing has to sound any more.
    if (cancelCall === null) return
    if (channel !== null) frozen = new Set(tabs.map(idIn).filter((each) => !here.has(each)))
    const best = isBest(tabs)
    if (!best) releaseLead?.()
    leadsUnlocked = best && releaseLead === null
    tell()
    if (!leadsUnlocked || frozen.size === 0) return
    steals = true
    waiting.abort()
  }

  function onMessage({ data }: MessageEvent<unknown>): void {
    const said = String(data)
    if (said === ROLL_CALL) return channel?.postMessage(HERE + id)
    if (!said.startsWith(HERE)) return void look()
    const other = said.slice(HERE.length)
    answered.add(other)
    if (!frozen.has(other)) return
    frozen = new Set([...frozen].filter((each) => each !== other))
    void look()
  }

  function insist(on: boolean): void {
    if (on === (cancelCall !== null)) return
    cancelCall?.()
    cancelCall = null
    if (on) return callRoll()
    leadsUnlocked = false
    tell()
  }

  channel?.addEventListener('message', onMessage)
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
    insist,
    stop() {
      stopped = true
      insist(false)
      waiting.abort()
      releaseName?.()
      releaseLead?.()
      channel?.postMessage(CHANGED)
      channel?.close()
    },
  }
}

/** Pause before requesting the leader's lock again, to let others have it, ms. */
const YIELD_MS = 50

/** The id at the end of a tab's name. */
const idIn = (name: string) => name.slice(name.lastIndexOf(':') + 1)
