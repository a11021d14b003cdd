/** Calls of the past, page by page: all, missed, or with one person. */
import { reactive } from 'vue'
import { api, type HistoryRow } from '../../protocol/api.ts'
import { request, type Failure } from '../api/http.ts'
import type { Loading } from './contacts.ts'
import { useNews } from './news.ts'
import { pagesAsFar } from './pages.ts'
import { createReader, type Reader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

export type { Failure } from '../api/http.ts'

/** Which calls: `with` is a handle. */
export interface HistoryFilter {
  readonly filter: 'all' | 'missed'
  readonly with?: string
}

export interface HistoryList {
  readonly of: HistoryFilter
  rows: HistoryRow[]
  next: string | null
  loading: Loading
  loadingMore: boolean
  failure: Failure | null
  readonly reader: Reader
}

export const useHistory = store(() => {
  const session = useSession()
  const lists = reactive(new Map<string, HistoryList>())

  session.whenGone(() => {
    for (const { reader } of lists.values()) reader.forget()
    lists.clear()
  })
  useNews().when(['people'], (handles) => {
    const mayShow = [...lists.values()].some(
      ({ loading, rows }) =>
        loading !== 'ready' || rows.some(({ peer }) => handles?.has(peer.handle) ?? true),
    )
    if (mayShow || handles === null) void reload()
  })

  /** The list of these calls; empty until it is loaded. */
  function list(of: HistoryFilter): HistoryList {
    const key = `${of.filter} ${of.with ?? ''}`
    const known = lists.get(key)
    if (known !== undefined) return known
    const read = (before?: string) => request(api.history, { body: { ...of, before } })
    const reader = createReader(
      async () => {
        const first = await read()
        return first.ok ? pagesAsFar(first.data, () => list(of).rows.length, read) : first
      },
      (result) => {
        const mine = list(of)
        mine.failure = result.ok ? null : result
        if (result.ok) {
          mine.rows = [...result.data.items]
          mine.next = result.data.next
          mine.loading = 'ready'
        } else if (mine.loading !== 'ready') mine.loading = 'failed'
      },
    )
    const fresh = { of, rows: [], next: null, loading: 'not-yet' as const }
    lists.set(key, { ...fresh, loadingMore: false, failure: null, reader })
    return list(of)
  }

  /** Loads the newest page; if the list is shown already, as many pages as before. */
  async function load(of: HistoryFilter): Promise<void> {
    const mine = list(of)
    if (mine.loading !== 'ready') mine.loading = 'loading'
    await mine.reader.load()
  }

  /** Loads the next page, if there is one. */
  async function more(of: HistoryFilter): Promise<void> {
    const mine = list(of)
    const before = mine.next
    if (before === null || mine.loadingMore) return
    mine.loadingMore = true
    const result = await request(api.history, { body: { ...of, before } })
    mine.loadingMore = false
    if (mine.next !== before) return
    mine.failure = result.ok ? null : result
    if (!result.ok) return
    const there = new Set(mine.rows.map((row) => row.callId))
    mine.rows = [...mine.rows, ...result.data.items.filter((row) => !there.has(row.callId))]
    mine.next = result.data.next
  }

  /** Reloads every list that has been loaded, after a call has ended. */
  async function reload(): Promise<void> {
    await Promise.all([...lists.values()].map(({ reader }) => reader.again()))
  }

  /** Shows missed calls up to `upTo` (server ms) as seen. */
  function markSeen(upTo: number): void {
    for (const one of lists.values()) {
      one.rows = one.rows.map((row) =>
        row.missed && row.at <= upTo ? { ...row, seen: true } : row,
      )
    }
  }

  return { list, load, more, reload, markSeen }
})
