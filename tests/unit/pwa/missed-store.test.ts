import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { useMissed as UseMissed } from '../../../pwa/stores/missed.ts'
import type { useOffline as UseOffline } from '../../../pwa/stores/offline.ts'

let useMissed: typeof UseMissed
let useOffline: typeof UseOffline
const fetched: string[] = []
beforeEach(async () => {
  // Stores that have loaded nothing yet.
  vi.resetModules()
  ;({ useMissed } = await import('../../../pwa/stores/missed.ts'))
  ;({ useOffline } = await import('../../../pwa/stores/offline.ts'))
  fetched.length = 0
  vi.stubGlobal('localStorage', { getItem: () => null })
  // Nobody is signed in: nothing is read from the queue.
  vi.stubGlobal('indexedDB', {})
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('window', { addEventListener: () => undefined, setInterval: () => 0 })
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
    useOffline().marks = [{ kind: 'seen', upTo: 1 }]
    const missed = useMissed()
    missed.hear(2)
    expect(missed.unseen).toBe(0)
    expect(fetched).toEqual([])
  })
})
