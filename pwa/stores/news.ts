/**
 * What has changed on the server since it was read. Whoever shows it reads it again: soon where the server hints
 * at it, and everything once after the connection was lost.
 */
import { getCurrentScope, onScopeDispose } from 'vue'
import { CHANGES, type ChangeOf, type Changed } from '../../protocol/signals.ts'
import { store } from './store.ts'

/** Pages read at different moments within this time, ms, since all of them get the hint at once. */
const SPREAD_MS = 800
/** With more members than this, changes of people are read within a longer time, in proportion: everybody hears of them. */
const MEMBERS_AT_ONCE = 1_000

/** Whose changes; null: perhaps everybody's. */
export type Changes = ReadonlySet<string> | null
type Reader = (handles: Changes) => void

export const useNews = store(() => {
  const readers = new Map<ChangeOf, Set<Reader>>()
  const returns = new Set<() => void>()
  const people = createLane(() => SPREAD_MS * Math.max(1, members / MEMBERS_AT_ONCE))
  const others = createLane(() => SPREAD_MS)
  let members = 0
  /** The connection is back, and nobody has been told yet. */
  let isBack = false

  /** Calls `read` whenever this may have changed, as long as the store or component lives that calls this. */
  function when(kinds: readonly ChangeOf[], read: Reader): void {
    const of = kinds.map((what) => {
      const all = readers.get(what) ?? new Set<Reader>()
      readers.set(what, all.add(read))
      return all
    })
    if (getCurrentScope()) onScopeDispose(() => of.forEach((set) => set.delete(read)))
  }

  /** Calls `work` whenever the connection was lost and is back. */
  function whenBack(work: () => void): void {
    returns.add(work)
  }

  /** The server's hint. */
  function hear({ what, handle }: Pick<Changed, 'what' | 'handle'>): void {
    ;(what === 'people' ? people : others)(what, handle)
  }

  /** Anything may have changed: the connection was lost and is back. */
  function hearAll(): void {
    isBack = true
    for (const what of CHANGES) hear({ what })
  }

  /** Hints that are acted upon together, within this time; returns what takes another one. */
  function createLane(spreadMs: () => number) {
    let waiting = new Map<ChangeOf, Set<string> | null>()
    let timer: ReturnType<typeof setTimeout> | null = null

    /** A hidden page reads when it is looked at. */
    function schedule(): void {
      if (timer !== null) return
      if (globalThis.document?.visibilityState === 'hidden') {
        document.addEventListener('visibilitychange', schedule, { once: true })
        return
      }
      timer = setTimeout(flush, Math.random() * spreadMs())
    }

    function flush(): void {
      timer = null
      const changed = waiting
      waiting = new Map()
      if (isBack) for (const work of returns) work()
      isBack = false
      for (const [what, handles] of changed) {
        for (const read of readers.get(what) ?? []) read(handles)
      }
    }

    return (what: ChangeOf, handle: string | undefined): void => {
      const known = waiting.get(what)
      if (handle === undefined) waiting.set(what, null)
      else if (known !== null) waiting.set(what, (known ?? new Set()).add(handle))
      schedule()
    }
  }

  return {
    when,
    whenBack,
    hear,
    hearAll,
    /** There are so many members. */
    among: (count: number) => void (members = count),
  }
})
