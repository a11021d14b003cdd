/** After a lost connection everything that a page wanted is read, even if it never could be read before. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const asked: string[] = []
let answer: () => Promise<Response>
const away = () => Promise.reject(new TypeError('Failed to fetch'))
const busy = () => Promise.resolve(Response.json({ error: { code: 'busy' } }, { status: 503 }))

beforeEach(() => {
  vi.resetModules()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('navigator', {})
  asked.length = 0
  answer = away
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path.replace('/api/', '').replace(/[?].*/, ''))
    return answer()
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What can be loaded, as a page that wants all of it. */
async function stores() {
  const { useAccounts } = await import('../../../pwa/stores/accounts.ts')
  const { useAdmin } = await import('../../../pwa/stores/admin.ts')
  const { useAdminConnectors } = await import('../../../pwa/stores/admin-connectors.ts')
  const { useHistory } = await import('../../../pwa/stores/history.ts')
  const { useNews } = await import('../../../pwa/stores/news.ts')
  const { useSettings } = await import('../../../pwa/stores/settings.ts')
  const admin = useAdmin()
  const load = () =>
    Promise.all([
      useAccounts().load(),
      admin.load(''),
      admin.loadRemoved(),
      admin.loadInvitations(),
      admin.loadActs(),
      admin.loadSettings(),
      useAdminConnectors().load(),
      useHistory().load({ filter: 'all' }),
      useSettings().loadDevices(),
    ])
  return { load, admin, news: useNews() }
}

it('what failed while the server was away is read when it is back', async () => {
  const { load, news } = await stores()
  await load()
  const wanted = asked.splice(0).sort()
  expect(wanted).toHaveLength(9)
  answer = busy
  news.hearAll()
  await vi.waitFor(() => expect(asked).toEqual(expect.arrayContaining(wanted)))
})

it('what nobody has wanted yet is not read', async () => {
  const { news } = await stores()
  news.hearAll()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asked).toEqual([])
})

it('the members that an admin sees stay listed when the server is busy, and are read again at the next hint', async () => {
  const { admin, news } = await stores()
  answer = () => Promise.resolve(Response.json({ items: [], next: null }))
  await admin.load('')
  answer = busy
  news.hear({ what: 'admin' })
  await vi.waitFor(() => expect(admin.failure?.code).toBe('busy'))
  expect(admin.loading).toBe('ready')
  answer = () => Promise.resolve(Response.json({ items: [], next: null }))
  news.hear({ what: 'admin' })
  await vi.waitFor(() => expect(admin.failure).toBeNull())
})

it('an answer to a former search of members is not shown for the new one', async () => {
  const { admin } = await stores()
  const waiting: ((response: Response) => void)[] = []
  answer = () => new Promise((resolve) => waiting.push(resolve))
  const first = admin.load('ada')
  const second = admin.load('grace')
  waiting[0]?.(Response.json({ items: [], next: 'of ada' }))
  await first
  expect(admin).toMatchObject({ loading: 'loading', next: null })
  waiting[1]?.(Response.json({ items: [], next: 'of grace' }))
  await second
  expect(admin).toMatchObject({ loading: 'ready', next: 'of grace' })
})
