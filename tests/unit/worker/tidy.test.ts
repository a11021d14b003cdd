/** What a restarted worker does with the rings of the one before, which are still shown. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { tidyOnce } from '../../../pwa/worker/tidy.ts'
import { RING_MS } from './fake-server.ts'
import { settle } from './manual-clock.ts'
import { missedPush, ringPush, ringing, testPush } from './ring-fakes.ts'

/** A ring that is shown, and a new worker after the one that showed it was stopped. */
async function restarted(skewMs = 0) {
  const set = ringing({ skewMs })
  const push = ringPush(set.backend.now)
  await set.registration.showNotification('former', { tag: 'caller-ada', data: push })
  const deps = { ...set, ...set.start() }
  const tidy = tidyOnce(deps)
  return { ...set, ...deps, tidy, ring: push }
}

describe('a browser that does not tell which notifications are shown', () => {
  it('is reported, and fails no event', async () => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { registration, tidy } = await restarted()
    const fault = new Error('no')
    registration.getNotifications = () => Promise.reject(fault)
    await expect(tidy()).resolves.toBeUndefined()
    expect(reported.mock.calls).toEqual([[fault]])
  })
})

describe('a ring whose worker was stopped', () => {
  it('goes on while its call rings', async () => {
    const { tidy, clock, registration, backend } = await restarted()
    void tidy()
    await settle()
    expect(registration.shown).toHaveLength(1)
    await clock.pass(4_000)
    expect(registration.kinds()).toEqual(['ring', 'ring'])
    await backend.change({ state: 'ended', reason: 'cancelled', missed: true })
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('is shown as missed when its call was missed', async () => {
    const { tidy, clock, registration, backend } = await restarted()
    await clock.pass(5_000)
    backend.call = { ...backend.call, state: 'ended', reason: 'timeout', missed: true }
    await tidy()
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('is closed when its call was answered here or is unknown to the server', async () => {
    for (const unknown of [false, true]) {
      const { tidy, registration, backend, windows } = await restarted()
      windows.open = [{ url: 'https://peal.test/', visibilityState: 'visible' }]
      backend.call = { ...backend.call, state: 'connected', here: true }
      backend.unknown = unknown
      await tidy()
      expect(registration.titles).toEqual([])
    }
  })

  it('is shown as missed when its time is over and the server is away', async () => {
    const { tidy, clock, registration, backend } = await restarted()
    backend.away = true
    await clock.pass(RING_MS)
    await tidy()
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it.each([300_000, -300_000])('clock-skew: by the server’s clock, %i ms off', async (skewMs) => {
    const { tidy, clock, registration } = await restarted(skewMs)
    void tidy()
    await clock.pass(RING_MS - 1_000)
    expect(registration.kinds().at(-1)).toBe('ring')
    expect(registration.shown.length).toBeGreaterThan(10)
    await clock.pass(6_000)
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('is left to the push that shows it at the same time', async () => {
    const set = ringing()
    const tidy = tidyOnce(set)
    void Promise.all([set.push(ringPush(set.backend.now)), tidy()])
    await settle()
    await set.clock.pass(4_000)
    expect(set.registration.kinds()).toEqual(['ring', 'ring'])
  })

  it('is resumed by a duplicate of its push', async () => {
    const { push, clock, registration, ring, records } = await restarted()
    await records.judge('ada', {
      ...{ is: 'ring', call: ring, endsAt: ring.endsAt, now: ring.placedAt },
      word: { is: 'away' },
    })
    void push(ring)
    await settle()
    await clock.pass(4_000)
    expect(registration.kinds()).toEqual(['ring', 'ring', 'ring'])
  })
})

it('tidying closes what is for a member who is gone, and leaves the rest', async () => {
  const set = ringing()
  await set.push(missedPush(set.backend.now, 1))
  set.owner.member = 'eve'
  await set.push('garbage')
  await tidyOnce(set)()
  expect(set.registration.titles).toEqual(['Peal'])
})

it('tidying closes notes whose worker was stopped, each at its time', async () => {
  const set = ringing()
  for (const [tag, ms] of [
    ['a', 2_000],
    ['b', 4_000],
  ] as const) {
    const data = { kind: 'note', to: 'grace', until: set.clock.now() + ms } as const
    await set.registration.showNotification(tag, { tag, data })
  }
  await set.clock.pass(2_000)
  await tidyOnce(set)()
  expect(set.registration.titles).toEqual(['b'])
  await set.clock.pass(2_000)
  expect(set.registration.titles).toEqual([])
})

it('tidying closes a test ring whose time is over', async () => {
  const set = ringing()
  const push = testPush(set.backend.now)
  await set.registration.showNotification('former', { tag: 'test-ring', data: push })
  await set.clock.pass(20_000)
  await tidyOnce(set)()
  expect(set.registration.titles).toEqual([])
})

it('tidying happens once', async () => {
  const set = ringing()
  let looks = 0
  const notices = {
    shown: () => Promise.resolve(((looks += 1), [])),
    closeOthers: () => Promise.resolve(),
    closeNotes: () => Promise.resolve(null),
    closeRing: () => Promise.resolve(false),
  }
  const tidy = tidyOnce({ ...set, notices })
  await Promise.all([tidy(), tidy()])
  await tidy()
  expect(looks).toBe(1)
})
