import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'

/** The stores as they are when a page opens. */
async function freshStores() {
  vi.resetModules()
  return {
    ...(await import('../../../pwa/stores/accounts.ts')),
    ...(await import('../../../pwa/stores/admin-connectors.ts')),
    ...(await import('../../../pwa/stores/connectors.ts')),
    ...(await import('../../../pwa/stores/late-start.ts')),
    ...(await import('../../../pwa/stores/session.ts')),
  }
}

/** Answers that wait until they are let go, in the order of the requests. */
let waiting: ((body: object) => void)[] = []

beforeEach(() => {
  waiting = []
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal(
    'fetch',
    (_: unknown, { method }: RequestInit) =>
      new Promise((resolve) => {
        const answer = (body: object) => resolve(Response.json(body))
        // What follows from a change is asked for as well.
        if (method === 'PUT') waiting.push(answer)
        else answer({ connectors: [], last: null, acts: [], members: 1, ...ACCOUNTS })
      }),
  )
})
afterEach(() => vi.unstubAllGlobals())

const ACCOUNTS = { kinds: [], accounts: [{ id: 'a', type: 'phone', value: '+12125550142' }] }

const connector = (id: string) => ({
  id,
  title: id,
  hint: '',
  icon: '',
  kind: 'room' as const,
  enabled: true,
  own: null,
  docs: null,
  tab: false,
  firstTitle: id,
  settings: [],
  account: null,
})
const listOf = (ids: string) => ({ connectors: [...ids].map(connector), members: 1 })

it('the answer to an outdated order of connectors does not revert the newer one', async () => {
  const { useAdminConnectors } = await freshStores()
  const store = useAdminConnectors()
  store.list = listOf('abc').connectors
  const shown = () => store.list?.map(({ id }) => id).join('')
  const first = store.order([...'bac'])
  const second = store.order([...'bca'])
  expect(shown()).toBe('bca')
  waiting[0]?.(listOf('bac'))
  await first
  expect(shown()).toBe('bca')
  waiting[1]?.(listOf('bca'))
  await second
  expect(shown()).toBe('bca')
})

it('accounts and connectors of a member who signed out are not shown to the next one', async () => {
  const { useAccounts, useAdminConnectors, useSession } = await freshStores()
  const accounts = useAccounts()
  const admin = useAdminConnectors()
  await accounts.load()
  await admin.load()
  expect([accounts.loaded, accounts.own.length, admin.list]).toEqual([true, 1, []])
  useSession().endings += 1
  await nextTick()
  expect([accounts.loaded, accounts.own.length, admin.list]).toEqual([false, 0, null])
})

it('an open tab that becomes visible again loads the enabled connectors anew', async () => {
  const { followConnectors, useConnectors, useSession } = await freshStores()
  const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' as const })
  const seen = page as EventTarget & { visibilityState: DocumentVisibilityState }
  useSession().state = 'in'
  followConnectors(seen)
  seen.dispatchEvent(new Event('visibilitychange'))
  await new Promise((resolve) => setTimeout(resolve))
  expect(useConnectors().enabled).toHaveLength(1)
  seen.visibilityState = 'visible'
  seen.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(useConnectors().enabled).toEqual([]))
})

it('of two readings of the connectors, the later one counts, whichever is answered first', async () => {
  const { useConnectors } = await freshStores()
  const answers: ((response: Response) => void)[] = []
  vi.stubGlobal('fetch', () => new Promise((resolve) => answers.push(resolve)))
  const connectors = useConnectors()
  const both = [connectors.load(), connectors.load()]
  const one = { id: 'new', kind: 'room', title: '', hint: '', icon: '', account: null, tab: false }
  answers[1]?.(Response.json({ connectors: [one], last: null }))
  await both[1]
  answers[0]?.(Response.json({ connectors: [], last: null }))
  await both[0]
  expect(connectors.enabled.map(({ id }) => id)).toEqual(['new'])
})

it('connectors that changed while an admin ordered them are read again', async () => {
  const { useAdminConnectors } = await freshStores()
  const { useNews } = await import('../../../pwa/stores/news.ts')
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const store = useAdminConnectors()
  await store.load()
  store.list = listOf('abc').connectors
  const ordered = store.order([...'bac'])
  useNews().hear({ what: 'connectors' })
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(store.list).toHaveLength(3)
  waiting[0]?.(listOf('bac'))
  await ordered
  // Meanwhile all connectors were switched off on the server.
  await vi.waitFor(() => expect(store.list).toEqual([]))
})
