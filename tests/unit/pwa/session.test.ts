import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '../../../protocol/api.ts'
import { keepSecret, keptSecret, SIGN_IN_SECRET } from '../../../pwa/platform/fragment.ts'
import { API_CACHE, MARKS_DATABASE } from '../../../pwa/platform/member-data.ts'
import { useSession } from '../../../pwa/stores/session.ts'
import { fakeCaches, fakeDatabases } from '../../support/fake-caches.ts'

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  }
}

const caches = fakeCaches()
const databases = fakeDatabases()

beforeEach(() => {
  setActivePinia(createPinia())
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('sessionStorage', storage())
  vi.stubGlobal('caches', caches.storage)
  vi.stubGlobal('indexedDB', databases.factory)
  vi.stubGlobal('navigator', { userAgent: '', maxTouchPoints: 0 })
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({})))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** What the server answers to a sign-in of this member. */
function signedIn(handle: string): Session {
  return {
    member: {
      handle,
      name: handle,
      photo: null,
      id: `m-${handle}`,
      admin: false,
      dndUntil: null,
      hasPassword: true,
      connectorLast: null,
    },
    device: {
      id: `d-${handle}`,
      kind: 'desktop',
      name: 'Chromium on Linux',
      ringHere: true,
      seenAt: 0,
      here: true,
    },
  }
}

describe('signing in', () => {
  it('wipes what another member left here', async () => {
    vi.stubGlobal('location', { search: '' })
    const session = useSession()
    const signIn = async (handle: string) => {
      vi.stubGlobal('fetch', () => Promise.resolve(Response.json(signedIn(handle))))
      expect((await session.signInByPassword(handle, 'a long password')).ok).toBe(true)
    }
    await signIn('ada')
    await (await caches.storage.open(API_CACHE)).put('/api/home', new Response())
    await signIn('ada')
    expect(caches.contents()).toEqual({ [API_CACHE]: ['/api/home'] })
    await signIn('grace')
    await expect.poll(caches.contents).toEqual({})
    expect(databases.deleted).toEqual([MARKS_DATABASE])
  })
})

describe('signing out', () => {
  it('forgets a sign-in link that was opened here and not used', async () => {
    const session = useSession()
    keepSecret(SIGN_IN_SECRET, 'token')
    expect((await session.signOut()).ok).toBe(true)
    expect(session.state).toBe('out')
    expect(keptSecret(SIGN_IN_SECRET)).toBe('')
  })
})
