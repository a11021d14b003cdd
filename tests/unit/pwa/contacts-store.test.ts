import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// What waits to be sent lies in IndexedDB, which Node lacks; nothing waits here.
vi.mock('../../../pwa/stores/offline.ts', () => ({
  useOffline: () => ({ returns: 0, waiting: () => Promise.resolve([]) }),
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
  setActivePinia(createPinia())
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      Response.json({
        favourites: [contact('ada', true)],
        recent: [],
        // Of very many favourites not all are sent as such.
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
  // Another file may have loaded the store with what it stands on.
  vi.resetModules()
  const { useContacts } = await import('../../../pwa/stores/contacts.ts')
  const contacts = useContacts()
  await contacts.load()
  expect(contacts.failure).toBeNull()
  expect(contacts.favourites.map(({ handle }) => handle)).toEqual(['ada'])
  expect(contacts.everyone.map(({ handle }) => handle)).toEqual(['grace', 'linus'])
})
