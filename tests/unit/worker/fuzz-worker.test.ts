/**
 * The worker in a browser whose caches, databases, notifications and windows reject, hang or answer late. One seed
 * to replay: `PEAL_SEED=17 npx vitest run -t world`.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PushData } from '../../../protocol/push.ts'
import { OWNER_CACHE } from '../../../pwa/platform/installed/member-data.ts'
import { clock } from '../../../pwa/worker/clock.ts'
import { createNotices } from '../../../pwa/worker/notices.ts'
import { onClick } from '../../../pwa/worker/on-click.ts'
import { onPush } from '../../../pwa/worker/on-push.ts'
import { createOwner } from '../../../pwa/worker/owner.ts'
import { createRingLoops } from '../../../pwa/worker/ring-loops.ts'
import { ringRecords } from '../../../pwa/worker/ring-records.ts'
import { ringServer } from '../../../pwa/worker/ring-server.ts'
import { createServerClock } from '../../../pwa/worker/server-clock.ts'
import { createTestRings } from '../../../pwa/worker/test-rings.ts'
import { followSignIn, memberPlugin } from '../../../pwa/worker/member-plugin.ts'
import { tidyOnce } from '../../../pwa/worker/tidy.ts'
import { isLookedAt } from '../../../pwa/worker/windows.ts'
import { times, REPEATING_LIMIT_MS } from '../../support/counts.ts'
import { fakeCaches } from '../../support/fake-caches.ts'
import { setBadge } from '../../../pwa/platform/browser/badge.ts'
import { together } from '../../support/passing-time.ts'
import { randomFrom, unruly } from '../../support/unruly.ts'
import { fakeDatabase } from './fake-database.ts'
import { FakeServer } from './fake-server.ts'
import {
  CHROMIUM,
  FIREFOX,
  FakeRegistration,
  missedPush,
  ringPush,
  stopPush,
} from './ring-fakes.ts'

/** A push always shows its ring within this, ms. */
const SHOWN_MS = 2_000
/** Within this, ms, what was pressed has happened, or somebody is told that it has not. */
const TOLD_MS = 10_000
/** Whatever hung before, the next notice is shown within this, ms. */
const NEXT_MS = 4_000
/** A press lets a worker open a window for so long, ms. */
const PRESS_MS = 1_000
const STEP_MS = 25
/** Schedules that run side by side. */
const BATCH = 500

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  vi.stubGlobal('reportError', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A worker in such a browser, at which Grace is signed in. */
async function worker(random: () => number) {
  const browser = unruly(random)
  const { storage } = fakeCaches()
  const owned = await storage.open(OWNER_CACHE)
  await owned.put('/owner', new Response('grace'))
  const caches = {
    open: (name: string) => browser.does('caches.open', () => storage.open(name)),
    keys: () => browser.does('caches.keys', () => storage.keys()),
    delete: (name: string) => browser.does('caches.delete', () => storage.delete(name)),
  }
  const indexedDB = fakeDatabase(browser)
  const standing = new FakeRegistration()
  const tried: string[] = []
  const registration = {
    showNotification(...[title, options]: Parameters<FakeRegistration['showNotification']>) {
      tried.push(options.data?.kind ?? '')
      return browser.does('showNotification', () => standing.showNotification(title, options))
    },
    getNotifications: (filter?: { tag?: string }) =>
      browser.does('getNotifications', () => standing.getNotifications(filter)),
  }
  const opened: string[] = []
  const attempts: string[] = []
  const client = (url: string) => ({
    url,
    visibilityState: browser.pick(['visible', 'hidden']),
    focus: () => browser.does('focus', () => void opened.push(url)),
    postMessage: () => undefined,
  })
  const clients = browser
    .pick([[], ['/'], ['/', '/call/call']])
    .map((path) => client(`https://peal.test${path}`))
  const windows = {
    matchAll: () => browser.does('clients.matchAll', () => clients),
    openWindow(address: string) {
      attempts.push(address)
      return browser.does('clients.openWindow', () => void opened.push(address))
    },
  }
  const backend = new FakeServer(clock, 0)
  backend.placedAt = backend.now
  backend.session = 'grace'
  // What it says to the server that no ring waits for.
  const reports = /\/(ringing|failed|steps)$/
  const server = ringServer(async (path, init) => {
    if (!reports.test(path)) return backend.fetch(path, init)
    const answered = backend.fetch(path, init)
    return Promise.race([
      browser.does('fetch', () => answered),
      new Promise<never>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
      }),
    ])
  }, clock)
  const owner = createOwner({ caches, indexedDB })
  const records = ringRecords(indexedDB)
  const serverClock = createServerClock(clock, records)
  const can = browser.pick([CHROMIUM, FIREFOX])
  const notices = createNotices({
    registration,
    can,
    clock,
    serverClock,
    isMobile: false,
    isLookedAt: () => isLookedAt(windows),
  })
  const parts = { clock, serverClock, server, records, notices, owner }
  const loops = createRingLoops({ ...parts, can })
  const tests = createTestRings({ ...parts, can })
  const deps = {
    ...{ ...parts, loops, tests, windows, caches },
    setBadge: (unseen: number) =>
      setBadge(unseen, {
        setAppBadge: () => browser.does('setAppBadge', () => undefined),
        clearAppBadge: () => browser.does('setAppBadge', () => undefined),
      }),
    tell: () => undefined,
    newId: () => 'leg',
  }
  owner.whenGone(() => notices.closeOthers(null))
  const plugin = memberPlugin({ owner, caches, most: 3, now: () => clock.now() })
  void tidyOnce(deps)()
  return { browser, backend, deps, opened, attempts, tried, standing, owner, plugin }
}

const pass = (ms: number) => clock.wait(ms)

type Press = 'answer' | 'decline' | 'body' | 'nothing' | 'second'

async function runSchedule(seed: number): Promise<void> {
  const random = randomFrom(seed)
  const { browser, backend, deps, opened, attempts, tried, standing } = await worker(random)
  const what = () => `seed ${seed}: ${JSON.stringify([...browser.moods])}, shown: ${tried.join()}`
  const push = (data: PushData) => {
    const message = { web_push: 8030, notification: { title: 't', data, navigate: '/' } }
    void onPush(deps, { text: () => JSON.stringify(message) })
  }
  // What an earlier call left to show must not stand in the way.
  if (browser.pick([true, false])) {
    push(stopPush(backend.now - 60_000, 'declined', { callId: 'former' }))
    await pass(browser.pick([0, 200, 1_000]))
  }
  const ring = ringPush(backend.now)
  push(ring)
  await pass(SHOWN_MS)
  expect(tried, what()).toContain('ring')
  const canShow = !['rejects', 'hangs'].includes(browser.moods.get('showNotification') ?? '')

  const press = browser.pick<Press>(['answer', 'decline', 'body', 'nothing', 'second'])
  if (press === 'second') {
    // The caller gave up and calls again; the push that tells of it has not come.
    await pass(browser.pick([0, 500, 4_000]))
    const rings = tried.filter((kind) => kind === 'ring').length
    push(ringPush(backend.now, 'second'))
    await pass(SHOWN_MS)
    return expect(tried.filter((kind) => kind === 'ring').length, what()).toBeGreaterThan(rings)
  }
  if (press === 'nothing') {
    await pass(TOLD_MS)
    // The caller learns whether it rings.
    const told = backend.times('/ringing') + backend.times('/failed')
    expect(told, what()).toBeGreaterThan(0)
    const missed = () => tried.filter((kind) => kind === 'missed').length
    const before = missed()
    push(missedPush(backend.now, 1, 'third'))
    await pass(NEXT_MS)
    return expect(missed(), what()).toBeGreaterThan(before)
  }
  const isRing = (shown: { data: unknown }) => JSON.stringify(shown.data) === JSON.stringify(ring)
  const notification = standing.stands.find(isRing) ?? { data: ring, close: () => undefined }
  const led = tried.filter((kind) => kind === 'lead').length
  void onClick(deps, { action: press === 'body' ? '' : press, notification })
  if (press === 'body') {
    await pass(PRESS_MS)
    return expect(opened.length + attempts.length, what()).toBeGreaterThan(0)
  }
  await pass(TOLD_MS)
  if (press === 'decline') return expect(backend.times('/decline'), what()).toBeGreaterThan(0)
  expect(backend.times('/answer'), what()).toBeGreaterThan(0)
  const leads = canShow && tried.filter((kind) => kind === 'lead').length > led
  const isTold = opened.length > 0 || leads || backend.times('/failed') > 0
  expect(isTold, what()).toBe(true)
}

async function repeated(
  run: (seed: number) => Promise<void>,
  most = times('world'),
): Promise<void> {
  const one = process.env['PEAL_SEED']
  if (one !== undefined) return together([run(Number(one))], STEP_MS)
  for (let first = 1; first <= most; first += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, most) }, (_, n) => first + n)
    await together(seeds.map(run), STEP_MS)
  }
}

/** A response is there within this, ms, whatever the caches do. */
const ANSWERED_MS = 450

async function signInSchedule(seed: number): Promise<void> {
  const random = randomFrom(seed)
  const { browser, owner, plugin } = await worker(random)
  const common = { event: {} as never, state: {} }
  const isDone = async (work: Promise<unknown> | undefined): Promise<boolean> => {
    let done = false
    void work?.then(() => (done = true))
    await pass(ANSWERED_MS)
    return done
  }
  const answers = {
    session: (id: string) =>
      plugin.fetchDidSucceed?.({
        ...common,
        request: new Request('https://peal.test/api/session'),
        response: Response.json({ member: { id } }),
      }),
    signIn: (id: string) =>
      followSignIn(owner, 'https://peal.test/api/sign-in/link', Response.json({ member: { id } })),
    signOut: () =>
      plugin.fetchDidSucceed?.({
        ...common,
        request: new Request('https://peal.test/api/home'),
        response: Response.json({}, { status: 401 }),
      }),
  }
  for (let turn = 0; turn < 4; turn += 1) {
    const member = browser.pick(['grace', 'ada'])
    const press = browser.pick(['session', 'signIn', 'signOut'] as const)
    const what = `seed ${seed}: ${press} ${member}, ${JSON.stringify([...browser.moods])}`
    expect(await isDone(answers[press](member)), what).toBe(true)
    const current = await owner.current()
    expect([null, press === 'signOut' ? null : member], what).toContain(current)
    await pass(browser.pick([0, 300, 5_000]))
  }
}

describe('world: a worker whose browser rejects, hangs or answers late', () => {
  it(
    'shows every ring in time, and does what was pressed or says that it did not',
    () => repeated(runSchedule),
    REPEATING_LIMIT_MS,
  )

  it(
    'answers every sign-in and sign-out in time, and shows nobody the data of another member',
    () => repeated(signInSchedule, times('world') / 5),
    REPEATING_LIMIT_MS,
  )
})
