import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useMissed } from '../../../pwa/stores/missed.ts'

const offline = vi.hoisted(() => ({ marks: [] as { kind: string }[] }))
// What waits to be sent lies in IndexedDB, which Node lacks.
vi.mock('../../../pwa/stores/offline.ts', () => ({
  useOffline: () => ({ returns: 0, waiting: () => Promise.resolve([]), ...offline }),
}))

const fetched: string[] = []
beforeEach(() => {
  setActivePinia(createPinia())
  fetched.length = 0
  offline.marks = []
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('fetch', (path: string) => {
    fetched.push(path)
    return Promise.resolve(Response.json({ groups: [], unseen: 2 }))
  })
})
afterEach(() => vi.unstubAllGlobals())

describe("the server's count of missed calls", () => {
  it('is shown at once, and the calls are loaded anew', () => {
    const missed = useMissed()
    expect(missed.hear(2)).toBe(true)
    expect(missed.unseen).toBe(2)
    expect(fetched).toHaveLength(1)
  })

  it('loads nothing when it is the one that is shown already', async () => {
    const missed = useMissed()
    await missed.load()
    expect(missed.hear(2)).toBe(false)
    expect(fetched).toHaveLength(1)
  })

  it('says that there are no more than before when some were seen elsewhere', async () => {
    const missed = useMissed()
    await missed.load()
    expect(missed.hear(1)).toBe(false)
    expect(missed.unseen).toBe(1)
  })

  it('is not taken while calls that were marked as seen offline wait to be sent', () => {
    offline.marks = [{ kind: 'seen' }]
    const missed = useMissed()
    missed.hear(2)
    expect(missed.unseen).toBe(0)
    expect(fetched).toEqual([])
  })
})
