import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepSecret, keptSecret, SIGN_IN_SECRET } from '../../../pwa/platform/fragment.ts'
import { useSession } from '../../../pwa/stores/session.ts'
import { fakeCaches } from '../../support/fake-caches.ts'

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  }
}

describe('signing out', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    vi.stubGlobal('localStorage', storage())
    vi.stubGlobal('sessionStorage', storage())
    vi.stubGlobal('caches', fakeCaches().storage)
    vi.stubGlobal('indexedDB', { deleteDatabase: () => undefined })
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({})))
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('forgets a sign-in link that was opened here and not used', async () => {
    const session = useSession()
    keepSecret(SIGN_IN_SECRET, 'token')
    expect((await session.signOut()).ok).toBe(true)
    expect(session.state).toBe('out')
    expect(keptSecret(SIGN_IN_SECRET)).toBe('')
  })
})
