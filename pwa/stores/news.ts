/**
 * What has changed on the server since it was read. Whoever shows it reads it again: soon where the server hints
 * at it, and everything once after the connection was lost.
 */
import { getCurrentScope, onScopeDispose } from 'vue'
import { CHANGES, type ChangeOf, type Changed } from '../../protocol/signals.ts'
import { store } from './store.ts'

/** Pages read at different moments within this time, ms, since all of them get the hint at once. */
const SPREAD_MS = 800
/** With more members than this, changes of people are read within a longer time, in proportion: all pages hear of them. */
const MEMBERS_AT_ONCE = 1_000

/** Whose changes; null: perhaps everybody's. */
export type Changes = ReadonlySet<string> | null
type Reader = (handles: Changes) => void

export const useNews = store(() => {
  const readers = new Map<ChangeOf, Set<Reader>>()
  const returns = new Set<() => void>()
  let waiting = new Map<ChangeOf, Set<string> | null>()
  /** The connection is back, and nobody has been told yet. */
  let isBack = false
  let timer: ReturnType<typeof setTimeout> | undefined
  /** It is set for changes of people alone. */
  let isForPeople = false
  let members = 0

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
    const known = waiting.get(what)
    if (handle === undefined) waiting.set(what, null)
    else if (known !== null) waiting.set(what, (known ?? new Set()).add(handle))
    schedule()
  }

  /** Anything may have changed: the connection was lost and is back. */
  function hearAll(): void {
    isBack = true
    for (const what of CHANGES) waiting.set(what, null)
    schedule()
  }

  /** A hidden page reads when it is looked at. */
  function schedule(): void {
    const ofPeople = waiting.size === 1 && waiting.has('people')
    if (timer !== undefined && (ofPeople || !isForPeople)) return
    if (globalThis.document?.visibilityState === 'hidden') {
      document.addEventListener('visibilitychange', schedule, { once: true })
      return
    }
    clearTimeout(timer)
    isForPeople = ofPeople
    const times = ofPeople ? Math.max(1, members / MEMBERS_AT_ONCE) : 1
    timer = setTimeout(flush, Math.random() * SPREAD_MS * times)
  }

  function flush(): void {
    timer = undefined
    const changed = waiting
    waiting = new Map()
    if (isBack) for (const work of returns) work()
    isBack = false
    // A reader that follows several kinds is called once for all of them.
    const told = new Map<Reader, Changes>()
    for (const [what, handles] of changed) {
      for (const read of readers.get(what) ?? []) {
        const before = told.get(read)
        const isAll = handles === null || before === null
        told.set(read, isAll ? null : new Set([...(before ?? []), ...handles]))
      }
    }
    for (const [read, handles] of told) read(handles)
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
