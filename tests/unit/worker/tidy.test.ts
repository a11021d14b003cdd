/** What a worker finds that starts anew: its rings outlive it, their loops do not. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { tidyOnce } from '../../../pwa/worker/tidy.ts'
import { RING_MS } from './fake-server.ts'
import { settle } from './manual-clock.ts'
import { missedPush, ringPush, ringing, testPush } from './ring-fakes.ts'

/** A ring that stands, and a worker that was started after the one that showed it died. */
async function restarted(skewMs = 0) {
  const set = ringing({ skewMs })
  const push = ringPush(set.backend.now)
  await set.shelf.showNotification('former', { tag: 'caller-ada', data: push })
  const parts = { ...set, ...set.start() }
  const tidy = tidyOnce(parts)
  return { ...set, ...parts, tidy, ring: push }
}

describe('a browser that does not say what stands', () => {
  it('fails no event, and is reported', async () => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { shelf, tidy } = await restarted()
    const fault = new Error('no')
    shelf.getNotifications = () => Promise.reject(fault)
    await expect(tidy()).resolves.toBeUndefined()
    expect(reported.mock.calls).toEqual([[fault]])
  })
})

describe('a ring whose worker died', () => {
  it('goes on while it rings', async () => {
    const { tidy, clock, shelf, backend } = await restarted()
    void tidy()
    await settle()
    expect(shelf.shown).toHaveLength(1)
    await clock.pass(4_000)
    expect(shelf.kinds()).toEqual(['ring', 'ring'])
    await backend.change({ state: 'ended', reason: 'cancelled', missed: true })
    expect(shelf.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('is shown as missed when that is what it became', async () => {
    const { tidy, clock, shelf, backend } = await restarted()
    await clock.pass(5_000)
    backend.call = { ...backend.call, state: 'ended', reason: 'timeout', missed: true }
    await tidy()
    expect(shelf.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('is closed when it was answered here, or is not known any more', async () => {
    for (const unknown of [false, true]) {
      const { tidy, shelf, backend, windows } = await restarted()
      windows.open = [{ url: 'https://peal.test/', visibilityState: 'visible' }]
      backend.call = { ...backend.call, state: 'connected', here: true }
      backend.unknown = unknown
      await tidy()
      expect(shelf.titles).toEqual([])
    }
  })

  it('is missed when its time is over and the server is away', async () => {
    const { tidy, clock, shelf, backend } = await restarted()
    backend.away = true
    await clock.pass(RING_MS)
    await tidy()
    expect(shelf.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it.each([300_000, -300_000])('clock-skew: by the server’s clock, %i ms off', async (skewMs) => {
    const { tidy, clock, shelf } = await restarted(skewMs)
    void tidy()
    await clock.pass(RING_MS - 1_000)
    expect(shelf.kinds().at(-1)).toBe('ring')
    expect(shelf.shown.length).toBeGreaterThan(10)
    await clock.pass(6_000)
    expect(shelf.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('is left to the push that shows it in this moment', async () => {
    const set = ringing()
    const tidy = tidyOnce(set)
    void Promise.all([set.push(ringPush(set.backend.now)), tidy()])
    await settle()
    await set.clock.pass(4_000)
    expect(set.shelf.kinds()).toEqual(['ring', 'ring'])
  })

  it('is taken up by the same push that comes again', async () => {
    const { push, clock, shelf, ring, records } = await restarted()
    await records.judge('ada', {
      ...{ is: 'ring', call: ring, endsAt: ring.endsAt, now: ring.placedAt },
      word: { is: 'away' },
    })
    void push(ring)
    await settle()
    await clock.pass(4_000)
    expect(shelf.kinds()).toEqual(['ring', 'ring', 'ring'])
  })
})

it('closes what is for a member who is gone, and leaves the rest', async () => {
  const set = ringing()
  await set.push(missedPush(set.backend.now, 1))
  set.owner.member = 'eve'
  await set.push('garbage')
  await tidyOnce(set)()
  expect(set.shelf.titles).toEqual(['Peal'])
})

it('closes notes whose worker died before it could, each at its time', async () => {
  const set = ringing()
  for (const [tag, ms] of [
    ['a', 2_000],
    ['b', 4_000],
  ] as const) {
    const data = { kind: 'note', to: 'grace', until: set.clock.now() + ms } as const
    await set.shelf.showNotification(tag, { tag, data })
  }
  await set.clock.pass(2_000)
  await tidyOnce(set)()
  expect(set.shelf.titles).toEqual(['b'])
  await set.clock.pass(2_000)
  expect(set.shelf.titles).toEqual([])
})

it('closes a test ring whose time is over', async () => {
  const set = ringing()
  const push = testPush(set.backend.now)
  await set.shelf.showNotification('former', { tag: 'test-ring', data: push })
  await set.clock.pass(20_000)
  await tidyOnce(set)()
  expect(set.shelf.titles).toEqual([])
})

it('looks once', async () => {
  const set = ringing()
  let looks = 0
  const notices = {
    standing: () => Promise.resolve(((looks += 1), [])),
    closeOthers: () => Promise.resolve(),
    closeNotes: () => Promise.resolve(null),
    closeRing: () => Promise.resolve(false),
  }
  const tidy = tidyOnce({ ...set, notices })
  await Promise.all([tidy(), tidy()])
  await tidy()
  expect(looks).toBe(1)
})
