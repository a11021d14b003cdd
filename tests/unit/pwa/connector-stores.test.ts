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
