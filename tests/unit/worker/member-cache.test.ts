/** account-change, its half of the caches: nobody reads what another member left in this browser. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  API_CACHE,
  CACHED_AT_HEADER,
  MARKS_DATABASE,
} from '../../../pwa/platform/installed/member-data.ts'
import {
  followSignIn,
  isServerAway,
  memberPlugin,
  ownedKey,
} from '../../../pwa/worker/member-plugin.ts'
import { createOwner } from '../../../pwa/worker/owner.ts'
import { fakeCaches, fakeDatabases } from '../../support/fake-caches.ts'

const ORIGIN = 'https://peal.test'
const HOME = `${ORIGIN}/api/home`
const NOW = 1_700_000_000_000

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status })
}

function setUp() {
  const caches = fakeCaches()
  const databases = fakeDatabases()
  const stores = { caches: caches.storage, indexedDB: databases.factory }
  const owner = createOwner(stores)
  const plugin = memberPlugin({ owner, caches: caches.storage, most: 3, now: () => NOW })

  /** What Workbox does with a network-first request; `during` happens while it is under way. */
  async function fetched(address: string, response: Response, during?: () => Promise<void>) {
    const request = new Request(address)
    const state: Record<string, unknown> = {}
    const common = { request, event: {} as never, state }
    await plugin.handlerWillStart?.(common)
    await during?.()
    const taken = await plugin.fetchDidSucceed?.({ ...common, response })
    if (!taken) throw new Error('the plugin took no answer')
    const kept = await plugin.cacheWillUpdate?.({ ...common, response: taken.clone() })
    if (!kept) return
    const key = await plugin.cacheKeyWillBeUsed?.({ ...common, mode: 'write' })
    const cache = await caches.storage.open(API_CACHE)
    await cache.put(key ?? request, kept)
    await plugin.cacheDidUpdate?.({
      ...common,
      cacheName: API_CACHE,
      newResponse: kept,
      oldResponse: null,
    })
  }

  async function read(address: string): Promise<Response | undefined> {
    const cache = await caches.storage.open(API_CACHE)
    return cache.match(ownedKey(address, await owner.current()))
  }

  return { owner, plugin, stores, caches, databases, fetched, read }
}

describe('what a member has read', () => {
  it('is cached under the member, with the time of the response', async () => {
    const { owner, fetched, read } = setUp()
    await owner.becomes('ada')
    await fetched(HOME, json({ hello: 1 }))
    const answer = await read(HOME)
    expect(await answer?.clone().json()).toEqual({ hello: 1 })
    expect(answer?.headers.get(CACHED_AT_HEADER)).toBe(String(NOW))
  })

  it('is not cached while nobody is known to be signed in', async () => {
    const { fetched, caches } = setUp()
    await fetched(HOME, json({ hello: 1 }))
    expect(caches.contents()[API_CACHE] ?? []).toEqual([])
  })

  it.each([403, 404, 429, 500])('is not replaced by a refusal (%i)', async (status) => {
    const { owner, fetched, read } = setUp()
    await owner.becomes('ada')
    await fetched(HOME, json({ hello: 1 }))
    await fetched(HOME, json({ error: { code: 'server' } }, status))
    expect(await (await read(HOME))?.json()).toEqual({ hello: 1 })
  })

  it('is cached for the member of the session that a page requests', async () => {
    const { owner, fetched, read } = setUp()
    await fetched(`${ORIGIN}/api/session`, json({ member: { id: 'ada' }, device: {} }))
    expect(await owner.current()).toBe('ada')
    expect(await read(`${ORIGIN}/api/session`)).toBeDefined()
  })

  it('is limited, and the oldest is removed first', async () => {
    const { owner, fetched, caches } = setUp()
    await owner.becomes('ada')
    for (const n of [1, 2, 3, 4]) await fetched(`${HOME}?after=${n}`, json({ n }))
    expect(caches.contents()[API_CACHE]).toEqual(
      [2, 3, 4].map((n) => ownedKey(`${HOME}?after=${n}`, 'ada')),
    )
  })
})

describe('account-change', () => {
  it.each([
    ['another member signs in', '/api/sign-in/link', json({ member: { id: 'eve' } })],
    ['another member joins', '/api/join', json({ member: { id: 'eve' } })],
    ['the member signs out', '/api/sign-out', json({})],
  ])('wipes caches and marks when %s', async (_, path, response) => {
    const { owner, fetched, read, caches, databases } = setUp()
    await owner.becomes('ada')
    await fetched(HOME, json({ of: 'ada' }))
    await followSignIn(owner, ORIGIN + path, response)
    expect(await read(HOME)).toBeUndefined()
    expect(JSON.stringify(caches.contents())).not.toContain('ada')
    expect(databases.deleted).toContain(MARKS_DATABASE)
  })

  it('the caches are wiped when the session is over', async () => {
    const { owner, fetched, caches, databases } = setUp()
    await owner.becomes('ada')
    await fetched(HOME, json({ of: 'ada' }))
    await fetched(`${ORIGIN}/api/missed`, json({ error: { code: 'signed-out' } }, 401))
    expect(caches.contents()[API_CACHE] ?? []).toEqual([])
    expect(databases.deleted).toContain(MARKS_DATABASE)
    expect(await owner.current()).toBeNull()
  })

  it('the caches stay when a sign-in fails, or the same member signs in again', async () => {
    const { owner, fetched, read } = setUp()
    await owner.becomes('ada')
    await fetched(HOME, json({ of: 'ada' }))
    const failed = json({ error: { code: 'wrong-password' } }, 401)
    await followSignIn(owner, `${ORIGIN}/api/sign-in/password`, failed)
    const again = json({ member: { id: 'ada' } })
    await followSignIn(owner, `${ORIGIN}/api/sign-in/password`, again)
    expect(await read(HOME)).toBeDefined()
  })

  it.each([
    ['through the worker', false],
    ['in a page that wiped everything itself', true],
  ])('drops an answer that was under way %s', async (_, byPage) => {
    const { owner, fetched, caches, stores } = setUp()
    await owner.becomes('ada')
    await fetched(HOME, json({ of: 'ada' }), async () => {
      if (byPage) for (const name of await stores.caches.keys()) await stores.caches.delete(name)
      else await owner.leaves()
      await owner.becomes('eve')
    })
    expect(caches.contents()[API_CACHE] ?? []).toEqual([])
  })

  it('the listeners run when the member goes, and only then', async () => {
    const { owner, caches } = setUp()
    const gone: string[] = []
    owner.whenGone(() => Promise.resolve(void gone.push(JSON.stringify(caches.contents()))))
    await owner.becomes('ada')
    await owner.becomes('ada')
    expect(gone).toEqual([])
    await owner.becomes('eve')
    await owner.leaves()
    expect(gone).toEqual(['{}', '{}'])
  })

  it('the last member to sign in owns the caches', async () => {
    const { owner } = setUp()
    await Promise.all([owner.becomes('ada'), owner.leaves(), owner.becomes('eve')])
    expect(await owner.current()).toBe('eve')
    await Promise.all([owner.becomes('ada'), owner.leaves()])
    expect(await owner.current()).toBeNull()
  })
})

/** Bad browsers: their caches refuse, or never answer. */
const MOODS = [
  ['refuses', () => Promise.reject(new DOMException('', 'QuotaExceededError'))],
  ['never answers', () => new Promise<never>(() => undefined)],
] as const
/** Within this, ms, a response is there whatever the caches do. */
const ANSWERED_MS = 500

describe('a browser whose caches fail', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Caches that go bad: `parts` are what fails. */
  function bad(parts: readonly string[], mood: () => Promise<never>) {
    const { storage, contents } = fakeCaches()
    const caches = { ...storage }
    const owner = createOwner({ caches, indexedDB: fakeDatabases().factory })
    const plugin = memberPlugin({ owner, caches, most: 3, now: () => NOW })
    function spoil() {
      const open = async (name: string) => {
        const fails = Object.fromEntries(parts.map((part) => [part, mood]))
        return Object.assign({}, await storage.open(name), fails)
      }
      Object.assign(caches, { open }, Object.fromEntries(parts.map((part) => [part, mood])))
    }
    /** Whether it was done in time. */
    async function inTime(work: Promise<unknown> | undefined): Promise<boolean> {
      let isDone = false
      void work?.then(() => (isDone = true))
      await vi.advanceTimersByTimeAsync(ANSWERED_MS)
      return isDone
    }
    return { owner, plugin, caches, spoil, inTime, contents }
  }
  const parts = ['open', 'match', 'put', 'keys', 'delete']
  const cases = MOODS.flatMap(([how, mood]) =>
    [...parts.map((part) => [part]), parts].map((all) => ({ how, mood, all, what: all.join() })),
  )

  it.each(cases)('signs in, over another member, when $what $how', async ({ mood, all }) => {
    const { owner, spoil, inTime } = bad(all, mood)
    await owner.becomes('ada')
    spoil()
    const answer = json({ member: { id: 'eve' } })
    expect(await inTime(followSignIn(owner, `${ORIGIN}/api/sign-in/link`, answer))).toBe(true)
    // What follows is not held up either.
    expect(await inTime(owner.becomes('eve'))).toBe(true)
  })

  it.each(cases)('answers who is signed in, and that nobody is, when $what $how', async (one) => {
    const { plugin, spoil, inTime } = bad(one.all, one.mood)
    spoil()
    const common = { event: {} as never, state: {} }
    const session = {
      ...common,
      request: new Request(`${ORIGIN}/api/session`),
      response: json({ member: { id: 'ada' } }),
    }
    expect(await inTime(plugin.fetchDidSucceed?.(session))).toBe(true)
    const out = { ...common, request: new Request(HOME), response: json({}, 401) }
    expect(await inTime(plugin.fetchDidSucceed?.(out))).toBe(true)
  })

  it.each(MOODS)(
    "caches and reads nothing as long as another member's data is left: it %s to delete it",
    async (_, mood) => {
      const { owner, caches, spoil, inTime } = bad(['delete'], mood)
      const remove = caches.delete
      await owner.becomes('ada')
      spoil()
      void owner.becomes('eve')
      await vi.advanceTimersByTimeAsync(5_000)
      expect(await owner.current()).toBeNull()
      caches.delete = remove
      expect(await inTime(owner.becomes('eve'))).toBe(true)
      expect(await owner.current()).toBe('eve')
    },
  )

  it('tells the listeners that the member has gone even so', async () => {
    const { owner, spoil } = bad(parts, MOODS[1][1])
    let gone = 0
    owner.whenGone(() => Promise.resolve(void (gone += 1)))
    spoil()
    void owner.leaves()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(gone).toBe(1)
  })
})

describe('a gateway whose server is away', () => {
  it.each([502, 503, 504])('counts as no network (%i)', (status) => {
    expect(isServerAway(new Response('<h1>Bad</h1>', { status }))).toBe(true)
  })
  it('is distinguished from the API itself, which answers in JSON', () => {
    expect(isServerAway(json({ error: { code: 'busy' } }, 503))).toBe(false)
    expect(isServerAway(json({}))).toBe(false)
  })
})
