import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// The queue of marks is in IndexedDB, which Node lacks; here it is empty.
vi.mock('../../../pwa/stores/offline.ts', () => ({
  useOffline: () => ({ whenBack: () => undefined, waiting: () => Promise.resolve([]) }),
}))

const contact = (handle: string, favourite: boolean) => ({
  handle,
  name: handle,
  photo: null,
  favourite,
  blocked: false,
  lastCallAt: null,
})

beforeEach(() => {
  // Stores that have loaded nothing yet.
  vi.resetModules()
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      Response.json({
        favourites: [contact('ada', true)],
        recent: [],
        // If there are very many favourites, the server does not send all of them as favourites.
        everyone: {
          items: [contact('ada', true), contact('grace', true), contact('linus', false)],
          next: null,
        },
        total: 3,
      }),
    ),
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('every contact is listed once, and favourites beyond those sent are listed among everyone', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const contacts = useContacts()
  await contacts.load()
  expect(contacts.failure).toBeNull()
  expect(contacts.favourites.map(({ handle }) => handle)).toEqual(['ada'])
  expect(contacts.everyone.map(({ handle }) => handle)).toEqual(['grace', 'linus'])
})

it('news that comes while somebody types a search does not bring the former search back', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const { useNews } = await import('../../../pwa/stores/news.ts')
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const contacts = useContacts()
  await contacts.load()
  const home = fetch
  const waiting: (() => void)[] = []
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    if (!path.includes('search')) return home(path)
    asked.push(path)
    if (asked.length > 1) await new Promise<void>((resolve) => waiting.push(resolve))
    return Response.json({ items: path.includes('grace') ? [contact('grace', false)] : [] })
  })
  await contacts.search('grace')
  const typed = contacts.search('nobody')
  useNews().hear({ what: 'people', handle: 'linus' })
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  for (const answer of waiting) answer()
  await typed
  await vi.waitFor(() => expect(contacts.searching).toBe(false))
  expect(contacts.foundFor).toBe('nobody')
  expect(contacts.found).toEqual([])
})

it('a search without the server finds whom the server would find: six words count, marks of names do not, oneself is left out', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const { useSession } = await import('../../../pwa/stores/session.ts')
  const contacts = useContacts()
  const me = { ...contact('ada.me', false), id: 'm1', admin: false, dndUntil: null }
  useSession().member = { ...me, hasPassword: false, connectorLast: null, language: null }
  const named = (handle: string, name: string) => ({ ...contact(handle, false), name })
  contacts.learn([
    named('b1', 'Ada B'),
    named('h23', 'Ada (h23)'),
    named('a1', 'Ada (a1)'),
    named('ada.me', 'Ada Me'),
    named('six', 'One Two Three Four Five Six'),
  ])
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  const found = async (query: string) => {
    await contacts.search(query)
    return contacts.found.map(({ handle }) => handle)
  }
  expect(await found('ada')).toEqual(['a1', 'h23', 'b1'])
  expect(await found('adah')).toEqual([])
  expect(await found('one two three four five six zzz')).toEqual(['six'])
})

it('a search is made again soon if the server was busy, and until then finds people seen before', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  vi.spyOn(Math, 'random').mockReturnValue(0)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const contacts = useContacts()
  contacts.learn([contact('grace', false)])
  const busy = { error: { code: 'busy' } }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(busy, { status: 503 })))
  await contacts.search('gra')
  const found = () => contacts.found.map(({ handle }) => handle)
  expect(found()).toEqual(['grace'])
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      Response.json({ items: ['grace', 'gracie'].map((each) => contact(each, false)) }),
    ),
  )
  await vi.advanceTimersByTimeAsync(2_000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(found()).toEqual(['grace', 'gracie']))
})

it('the list is read once when the connection is back, and once for changes of several kinds', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const { useNews } = await import('../../../pwa/stores/news.ts')
  vi.spyOn(Math, 'random').mockReturnValue(0)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let reads = 0
  vi.stubGlobal('fetch', () => {
    reads += 1
    return Promise.resolve(Response.json(homeOf(['bob'])))
  })
  await useContacts().load()
  const news = useNews()
  news.hearAll()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(reads).toBe(2)
  news.hear({ what: 'people', handle: 'bob' })
  news.hear({ what: 'relations', handle: 'bob' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(reads).toBe(3)
})

it('in a large installation the changes of people are read within a longer time, and one’s own at once', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const { useNews } = await import('../../../pwa/stores/news.ts')
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let reads = 0
  let total = 1_000
  vi.stubGlobal('fetch', () => {
    reads += 1
    return Promise.resolve(Response.json({ ...homeOf(['bob']), total }))
  })
  const contacts = useContacts()
  await contacts.load()
  const news = useNews()
  const readWithin = async (ms: number, what: 'people' | 'relations') => {
    const before = reads
    news.hear({ what, handle: 'bob' })
    await vi.advanceTimersByTimeAsync(ms)
    return reads - before
  }
  expect(await readWithin(800, 'people')).toBe(1)
  total = 100_000
  await contacts.load()
  expect(await readWithin(30_000, 'people')).toBe(0)
  expect(await readWithin(10_000, 'people')).toBe(1)
  expect(await readWithin(30_000, 'people')).toBe(0)
  expect(await readWithin(800, 'relations')).toBeGreaterThan(0)
})

/** The lists of these people, for the first page. */
const homeOf = (handles: readonly string[]) => ({
  favourites: [],
  recent: [],
  everyone: { items: handles.map((handle) => contact(handle, false)), next: null },
  total: handles.length,
})

it('somebody who joins while the list is loaded for the first time is listed', async () => {
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const { useNews } = await import('../../../pwa/stores/news.ts')
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const waiting: (() => void)[] = []
  let people = ['bob']
  vi.stubGlobal('fetch', async () => {
    const body = homeOf(people)
    await new Promise<void>((resolve) => waiting.push(resolve))
    return Response.json(body)
  })
  const contacts = useContacts()
  void contacts.load()
  people = ['bob', 'grace']
  useNews().hear({ what: 'people', handle: 'grace' })
  await vi.waitFor(() => expect(waiting).toHaveLength(2))
  for (const answer of waiting) answer()
  await vi.waitFor(() =>
    expect(contacts.everyone.map(({ handle }) => handle)).toEqual(['bob', 'grace']),
  )
})

it.each(['never loaded', 'shown'])(
  'a list that is %s is loaded when the connection is back, and again if the server is busy then',
  async (before) => {
    const { useContacts } = await import('../../../pwa/stores/contacts.ts')
    const { useNews } = await import('../../../pwa/stores/news.ts')
    vi.spyOn(Math, 'random').mockReturnValue(0)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const contacts = useContacts()
    if (before === 'never loaded') {
      vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    }
    await contacts.load()
    expect(contacts.loading).toBe(before === 'shown' ? 'ready' : 'failed')
    const busy = { error: { code: 'busy' } }
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(busy, { status: 503 })))
    useNews().hearAll()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(contacts.failure?.code).toBe('busy')
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(homeOf(['bob']))))
    await vi.advanceTimersByTimeAsync(2_000)
    vi.useRealTimers()
    expect(contacts.everyone.map(({ handle }) => handle)).toEqual(['bob'])
    expect(contacts).toMatchObject({ loading: 'ready', failure: null })
  },
)
