/** Marks that wait, in a browser whose locks and databases fail. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { MarkStore } from '../../../pwa/api/offline-queue.ts'

const never = () => new Promise<never>(() => undefined)
const favourite = { kind: 'favourite', handle: 'grace', favourite: true } as const
let all: MarkStore['all']
vi.mock('../../../pwa/api/marks-database.ts', () => ({
  marksDatabase: (): MarkStore => ({
    add: () => Promise.resolve(1),
    all: () => all(),
    remove: () => Promise.resolve(),
  }),
}))

const session = {
  member: {
    ...{ id: 'ada', handle: 'ada', name: 'Ada', photo: null, admin: false, dndUntil: null },
    ...{ hasPassword: true, connectorLast: null },
  },
  device: { id: 'd', kind: 'desktop', name: 'x', ringHere: true, seenAt: 0, here: true },
}
const sent: string[] = []

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('window', { addEventListener: () => undefined, setInterval: () => 0 })
  vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(session) })
  all = () => Promise.resolve([{ key: 1, memberId: 'ada', mark: favourite }])
  sent.length = 0
  vi.stubGlobal('fetch', (path: string) => {
    // What is read again after that is not counted.
    if (path.includes('favourite')) sent.push(path)
    return Promise.resolve(Response.json({}))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it.each([
  ['refused', () => Promise.reject(new DOMException('', 'SecurityError'))],
  ['never given', never],
])('marks are sent, and those who ask know of them, where the lock is %s', async (_, request) => {
  vi.stubGlobal('navigator', { onLine: true, locks: { request } })
  const { useOffline } = await import('../../../pwa/stores/offline.ts')
  const offline = useOffline()
  expect(await offline.waiting()).toEqual([favourite])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(sent).toHaveLength(1)
  const pressed = offline.mark(favourite, () => undefined)
  await vi.advanceTimersByTimeAsync(3_000)
  await pressed
  expect(sent).toHaveLength(2)
})

it('a list does not wait for a database that never answers', async () => {
  vi.stubGlobal('navigator', { onLine: true })
  all = never
  const { useOffline } = await import('../../../pwa/stores/offline.ts')
  const waiting = useOffline().waiting()
  await vi.advanceTimersByTimeAsync(300)
  expect(await waiting).toEqual([])
})
