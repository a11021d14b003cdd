/** The people one can call: favourites, recent, everyone page by page, search, and single contacts. */
import { computed, reactive, ref } from 'vue'
import { api } from '../../protocol/api.ts'
import type { Contact } from '../../protocol/people.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { request, type Failure, type Result } from '../api/http.ts'
import { loadCode } from '../platform/load-code.ts'
import { useNews } from './news.ts'
import { useOffline } from './offline.ts'
import { pagesAsFar } from './pages.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

type Page = ResponseOf<typeof api.contacts>
export type Loading = 'not-yet' | 'loading' | 'ready' | 'failed'

export const useContacts = store(() => {
  const session = useSession()
  const offline = useOffline()
  /** Every contact loaded so far, by handle. */
  const known = reactive(new Map<string, Contact>())
  const favourites = ref<string[]>([])
  const recent = ref<string[]>([])
  const everyone = ref<string[]>([])
  const next = ref<string | null>(null)
  const total = ref(0)
  const loading = ref<Loading>('not-yet')
  const loadingMore = ref(false)
  const failure = ref<Failure | null>(null)

  const found = ref<string[]>([])
  /** The query that `found` answers. */
  const foundFor = ref('')
  const searching = ref(false)
  /** The last query, which `found` may not answer yet. */
  let wanted = ''
  const finder = createReader(findWanted, (result) => {
    if (result.ok) showFound(wanted, result.data.items)
  })

  const news = useNews()
  const home = createReader(readHome, takeHome)
  session.whenGone(() => {
    home.forget()
    finder.forget()
    wanted = ''
    known.clear()
    favourites.value = []
    recent.value = []
    everyone.value = []
    next.value = null
    total.value = 0
    found.value = []
    foundFor.value = ''
    loading.value = 'not-yet'
  })
  news.when(['people', 'relations'], () => {
    void home.again()
    void finder.again()
  })

  const people = (handles: readonly string[]) =>
    handles.flatMap((handle) => known.get(handle) ?? [])

  function learn(contacts: readonly Contact[]): string[] {
    for (const contact of contacts) known.set(contact.handle, contact)
    return contacts.map((contact) => contact.handle)
  }

  /** Loads the lists; of everyone, as many pages as were loaded before. */
  async function load(): Promise<void> {
    if (loading.value !== 'ready') loading.value = 'loading'
    await home.load()
  }

  async function readHome() {
    const result = await request(api.home)
    if (!result.ok) return result
    const pages = await allShown(result.data.everyone)
    if (!pages.ok) return pages
    const marks = result.cachedAt === null ? [] : await offline.waiting()
    return { ...result, data: { ...result.data, everyone: pages.data, marks } }
  }

  function takeHome(result: Awaited<ReturnType<typeof readHome>>): void {
    failure.value = result.ok ? null : result
    if (!result.ok) {
      if (loading.value !== 'ready') loading.value = 'failed'
      return
    }
    const { data } = result
    favourites.value = learn(data.favourites)
    recent.value = learn(data.recent)
    everyone.value = [...new Set(learn(data.everyone.items))]
    next.value = data.everyone.next
    total.value = data.total
    news.among(data.total)
    for (const made of data.marks) {
      if (made.kind === 'favourite') showFavourite(made.handle, made.favourite)
    }
    loading.value = 'ready'
  }

  /** Of everyone, as many pages as are shown. */
  const allShown = (first: Page) =>
    pagesAsFar(
      first,
      () => everyone.value.length,
      (after) => request(api.contacts, { body: { after } }),
    )

  /** Loads the next page of everyone, if there is one. */
  async function more(): Promise<void> {
    if (next.value === null || loadingMore.value) return
    loadingMore.value = true
    const after = next.value
    const result = await request(api.contacts, { body: { after } })
    loadingMore.value = false
    // The list was reloaded meanwhile.
    if (next.value !== after) return
    failure.value = result.ok ? null : result
    if (!result.ok) return
    const handles = learn(result.data.items)
    everyone.value = [...new Set([...everyone.value, ...handles])]
    next.value = result.data.next
  }

  /** Finds people by the beginnings of their names' words; among those seen before while the server does not answer. */
  async function search(query: string): Promise<void> {
    const words = query.trim()
    // The answer to another query must not be shown.
    if (words !== wanted) finder.forget()
    wanted = words
    searching.value = words !== ''
    if (searching.value) await finder.load()
    else showFound('', [])
  }

  async function findWanted(): Promise<Result<{ readonly items: readonly Contact[] }>> {
    const words = wanted
    const result = await request(api.search, { body: { q: words } })
    if (!result.ok) showFound(words, await searchKnown(words))
    return result
  }

  function showFound(words: string, items: readonly Contact[]): void {
    if (words !== wanted) return
    searching.value = false
    found.value = learn(items)
    foundFor.value = words
  }

  /** Searches among the people seen before, as the server does: not oneself. */
  async function searchKnown(query: string): Promise<Contact[]> {
    const { searchAmong } = await loadCode(() => import('../../protocol/words.ts'))
    const others = [...known.values()].filter(({ handle }) => handle !== session.member?.handle)
    return searchAmong(others, query)
  }

  /** Loads one contact, for their profile. */
  async function loadOne(handle: string): Promise<Result<Contact>> {
    const result = await request(api.contact, { params: { handle } })
    if (result.ok) learn([result.data])
    else if (result.code === 'unknown-member') known.delete(handle)
    return result
  }

  /** Shown at once, and reverted if the server refuses. */
  async function setFavourite(handle: string, favourite: boolean): Promise<Failure | null> {
    const failure = await offline.mark({ kind: 'favourite', handle, favourite }, () =>
      showFavourite(handle, favourite),
    )
    if (failure) showFavourite(handle, !favourite)
    return failure
  }

  function showFavourite(handle: string, favourite: boolean): void {
    const contact = known.get(handle)
    if (contact) known.set(handle, { ...contact, favourite })
    const others = favourites.value.filter((other) => other !== handle)
    favourites.value = favourite ? [...others, handle] : others
  }

  const invite = () => request(api.invite)

  return {
    known,
    favourites: computed(() => people(favourites.value)),
    recent: computed(() => people(recent.value)),
    /** Everyone except the favourites shown above, which are limited in number. */
    everyone: computed(() =>
      people(everyone.value.filter((handle) => !favourites.value.includes(handle))),
    ),
    found: computed(() => people(found.value)),
    foundFor,
    searching,
    hasMore: computed(() => next.value !== null),
    total,
    loading,
    loadingMore,
    failure,
    load,
    more,
    search,
    loadOne,
    setFavourite,
    learn,
    invite,
  }
})
