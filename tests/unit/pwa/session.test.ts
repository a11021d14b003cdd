import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '../../../protocol/api.ts'
import { keepSecret, keptSecret, SIGN_IN_SECRET } from '../../../pwa/platform/browser/fragment.ts'
import {
  API_CACHE,
  MARKS_DATABASE,
  RINGS_DATABASE,
} from '../../../pwa/platform/installed/member-data.ts'
import { writeSent } from '../../../pwa/platform/push/push-memory.ts'
import type { useSession as UseSession } from '../../../pwa/stores/session.ts'
import type { signInByPassword as SignInByPassword } from '../../../pwa/stores/sign-in.ts'
import { fakeCaches, fakeDatabases } from '../../support/fake-caches.ts'

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  }
}

let useSession: typeof UseSession
let signInByPassword: typeof SignInByPassword
const caches = fakeCaches()
const databases = fakeDatabases()

beforeEach(async () => {
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('sessionStorage', storage())
  vi.stubGlobal('caches', caches.storage)
  vi.stubGlobal('indexedDB', databases.factory)
  vi.stubGlobal('navigator', { userAgent: '', maxTouchPoints: 0 })
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({})))
  // A store that knows nobody yet.
  vi.resetModules()
  ;({ useSession } = await import('../../../pwa/stores/session.ts'))
  ;({ signInByPassword } = await import('../../../pwa/stores/sign-in.ts'))
})
afterEach(async () => {
  // What ends a subscription comes late: it must not meet the next test's browser.
  await import('../../../pwa/platform/push/push-end.ts')
  await new Promise((resolve) => setTimeout(resolve))
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
      language: null,
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
  it('wipes the data of another member', async () => {
    vi.stubGlobal('location', { search: '' })
    const signIn = async (handle: string) => {
      vi.stubGlobal('fetch', () => Promise.resolve(Response.json(signedIn(handle))))
      expect((await signInByPassword(handle, 'a long password')).ok).toBe(true)
    }
    await signIn('ada')
    await (await caches.storage.open(API_CACHE)).put('/api/home', new Response())
    await signIn('ada')
    expect(caches.contents()).toEqual({ [API_CACHE]: ['/api/home'] })
    await signIn('grace')
    await expect.poll(caches.contents).toEqual({})
    expect(databases.deleted).toEqual([MARKS_DATABASE, RINGS_DATABASE])
  })
})

describe('who was signed in here', () => {
  it('is known before the server has answered', () => {
    localStorage.setItem('peal.session', JSON.stringify(signedIn('ada')))
    expect(useSession()).toMatchObject({ state: 'in', member: { handle: 'ada' } })
  })

  it.each([
    ['another version kept otherwise', JSON.stringify({ member: 'ada', device: { id: 1 } })],
    ['no member', JSON.stringify({ member: null, device: null })],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('is asked where the browser holds %s', (_, kept) => {
    localStorage.setItem('peal.session', kept)
    expect(useSession()).toMatchObject({ state: 'asking', member: null, device: null })
  })
})

/** A browser that holds a push subscription; counts how often it was ended. */
function heldPush() {
  const ended: string[] = []
  const pushManager = {
    getSubscription: () =>
      Promise.resolve({ unsubscribe: () => Promise.resolve(ended.push('ended') > 0) }),
  }
  const serviceWorker = { getRegistration: () => Promise.resolve({ pushManager }) }
  vi.stubGlobal('navigator', { userAgent: '', maxTouchPoints: 0, serviceWorker })
  return ended
}

describe('the push subscription', () => {
  async function signIn(handle: string) {
    vi.stubGlobal('location', { search: '' })
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(signedIn(handle))))
    await signInByPassword(handle, 'a long password')
  }

  it('is ended when another member signs in, and kept for its own device', async () => {
    const ended = heldPush()
    const session = useSession()
    await signIn('ada')
    await expect.poll(() => ended).toHaveLength(1)
    writeSent({ deviceId: 'd-ada', endpoint: 'https://push.example/1' })
    await session.ask()
    await signIn('grace')
    await expect.poll(() => ended).toHaveLength(2)
  })

  it('is ended at sign-out, and when the server says that the session is over', async () => {
    const ended = heldPush()
    const session = useSession()
    await signIn('ada')
    await expect.poll(() => ended).toHaveLength(1)
    writeSent({ deviceId: 'd-ada', endpoint: 'https://push.example/1' })
    const out = { error: { code: 'signed-out' } }
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(out, { status: 401 })))
    await session.ask()
    await expect.poll(() => ended).toHaveLength(2)
    await signIn('ada')
    await expect.poll(() => ended).toHaveLength(3)
    await session.signOut()
    await expect.poll(() => ended).toHaveLength(4)
  })
})

describe('signing out', () => {
  it('forgets an unused sign-in link', async () => {
    const session = useSession()
    keepSecret(SIGN_IN_SECRET, 'token')
    expect((await session.signOut()).ok).toBe(true)
    expect(session.state).toBe('out')
    expect(keptSecret(SIGN_IN_SECRET)).toBe('')
  })
})

describe('a browser whose caches and databases fail', () => {
  const moods = [
    ['refuses', () => Promise.reject(new DOMException('', 'SecurityError'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ] as const

  beforeEach(() => {
    vi.stubGlobal('location', { search: '' })
    vi.stubGlobal('indexedDB', {
      deleteDatabase() {
        throw new DOMException('', 'SecurityError')
      },
    })
  })

  it.each(moods)('signs out, and asks again later: it %s', async (_, bad) => {
    vi.stubGlobal('caches', { keys: bad, delete: bad, open: bad })
    const session = useSession()
    expect((await session.signOut()).ok).toBe(true)
    let asked = 0
    vi.stubGlobal('fetch', () => {
      asked += 1
      return Promise.resolve(Response.json(signedIn('ada')))
    })
    await signInByPassword('ada', 'a long password')
    const out = { error: { code: 'signed-out' } }
    vi.stubGlobal('fetch', () => {
      asked += 1
      return Promise.resolve(Response.json(out, { status: 401 }))
    })
    await session.ask()
    await session.ask()
    expect(asked).toBe(3)
    expect(session.state).toBe('out')
  })

  it('deletes the caches even if the databases cannot be deleted', async () => {
    await (await caches.storage.open(API_CACHE)).put('/api/home', new Response())
    await useSession().signOut()
    await expect.poll(caches.contents).toEqual({})
  })
})

describe('who is asked about while something changes', () => {
  /** Answers that wait until they are let go, in the order of the requests. */
  function held() {
    const waiting: ((response: Response) => void)[] = []
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => waiting.push(resolve)))
    return waiting
  }
  const named = (name: string) => {
    const session = signedIn('ada')
    return Response.json({ ...session, member: { ...session.member, name } })
  }

  it('is asked again, so that a new name is shown', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    localStorage.setItem('peal.session', JSON.stringify(signedIn('ada')))
    const waiting = held()
    const session = useSession()
    const { useNews } = await import('../../../pwa/stores/news.ts')
    void session.known()
    useNews().hear({ what: 'self' })
    await expect.poll(() => waiting).toHaveLength(2)
    waiting[0]?.(named('Ada'))
    waiting[1]?.(named('Countess Ada'))
    await expect.poll(() => session.member?.name).toBe('Countess Ada')
  })

  it('is not signed in again by an answer from before the sign-out', async () => {
    localStorage.setItem('peal.session', JSON.stringify(signedIn('ada')))
    const waiting = held()
    const session = useSession()
    const asked = session.ask()
    const out = session.signOut()
    waiting[1]?.(Response.json({}))
    await out
    waiting[0]?.(named('Ada'))
    await asked
    expect(session.state).toBe('out')
  })
})
