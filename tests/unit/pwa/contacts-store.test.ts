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
afterEach(() => vi.unstubAllGlobals())

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
