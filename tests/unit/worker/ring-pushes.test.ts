/** A push about a call, from its arrival to its end. */
import { describe, expect, it } from 'vitest'
import { REPEAT_MS } from '../../../pwa/worker/repeat-ring.ts'
import { NOTE_MS } from '../../../pwa/worker/notices.ts'
import {
  CHROMIUM,
  FIREFOX,
  RING_TOKEN,
  SAFARI,
  missedPush,
  ringPush,
  ringing,
  rung,
  stopPush,
} from './ring-fakes.ts'
import { RING_MS } from './fake-server.ts'
import { settle } from './manual-clock.ts'

describe('a ring', () => {
  it('asks the server, is shown, and only then is reported as ringing', async () => {
    const set = ringing()
    let show = () => {}
    set.registration.hold = new Promise((resolve) => (show = resolve))
    void set.push(ringPush(set.backend.now))
    await settle()
    expect(set.backend.asked).toEqual([`GET /api/rings/${RING_TOKEN}`])
    show()
    await settle()
    expect(set.backend.asked.slice(1)).toEqual([
      `POST /api/rings/${RING_TOKEN}/ringing`,
      `GET /api/rings/${RING_TOKEN}?rev=1`,
    ])
    expect(set.registration.titles).toEqual(['Ada Lovelace is calling'])
  })

  it('is not reported, and ends its event, when it cannot be shown', async () => {
    const set = ringing()
    set.registration.refuses = new Error('no notification service')
    await set.push(ringPush(set.backend.now))
    expect(set.backend.times('/ringing')).toBe(0)
  })

  it('rings again every 4 s until its time is over, and no longer', async () => {
    const { clock, registration, isOver } = await rung()
    await clock.pass(REPEAT_MS - 1)
    expect(registration.kinds()).toEqual(['ring'])
    await clock.pass(1)
    expect(registration.kinds()).toEqual(['ring', 'ring'])
    await clock.pass(RING_MS)
    expect(registration.kinds().filter((kind) => kind === 'ring')).toHaveLength(12)
    expect(isOver()).toBe(true)
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it.each([
    ['Firefox: closed and shown', FIREFOX, 1],
    ['Chromium: shown anew in its place', CHROMIUM, 0],
  ])('again in %s', async (_, can, closes) => {
    const { clock, registration } = await rung({ can })
    await clock.pass(REPEAT_MS)
    expect(registration.kinds()).toEqual(['ring', 'ring'])
    expect(registration.closes).toBe(closes)
  })

  it('is shown only once in Safari', async () => {
    const { clock, registration } = await rung({ can: SAFARI })
    await clock.pass(5 * REPEAT_MS)
    expect(registration.kinds()).toEqual(['ring'])
  })

  it('goes on through a lost network, and is reported when it is back', async () => {
    const set = ringing()
    set.backend.away = true
    void set.push(ringPush(set.backend.now))
    await settle()
    expect(set.registration.titles).toEqual(['Ada Lovelace is calling'])
    set.backend.away = false
    await set.clock.pass(1_500)
    expect(set.backend.times('/ringing')).toBeGreaterThan(0)
    await set.backend.change({ state: 'ended', reason: 'declined' })
    expect(set.registration.kinds().at(-1)).toBe('note')
  })
})

describe('the end of a ring, as the server says', () => {
  it('shows a missed call silently under the same tag', async () => {
    const { registration, backend, done } = await rung()
    await backend.change({ state: 'ended', reason: 'cancelled', missed: true })
    await done
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
    expect(registration.stands[0]?.options).toMatchObject({ tag: 'caller-ada', silent: true })
    expect(registration.stands[0]?.options.actions).toEqual([
      { action: 'call-back', title: 'Call back' },
    ])
  })

  it('shows for a moment that it was answered on another device', async () => {
    const { clock, registration, backend, done } = await rung()
    await backend.change({ state: 'answering', here: false })
    await done
    expect(registration.titles).toEqual(['Answered on another device'])
    expect(registration.stands[0]?.options).toMatchObject({ silent: true, body: 'Ada Lovelace' })
    await clock.pass(NOTE_MS)
    expect(registration.titles).toEqual([])
  })

  it.each([
    ['declined elsewhere', { state: 'ended', reason: 'declined' } as const],
    ['answered here', { state: 'answering', here: true } as const],
  ])('%s: closed, while somebody looks at Peal', async (_, end) => {
    const { registration, backend, windows, done } = await rung()
    windows.open = [{ url: 'https://peal.test/', visibilityState: 'visible' }]
    await backend.change(end)
    await done
    expect(registration.titles).toEqual([])
  })

  it('leaves a note for browsers that expect each push to show something', async () => {
    const { clock, registration, backend, done } = await rung()
    await backend.change({ state: 'ended', reason: 'declined' })
    await done
    expect(registration.titles).toEqual(['Call declined'])
    await clock.pass(NOTE_MS)
    expect(registration.titles).toEqual([])
  })

  it('closes the ring when its token is void', async () => {
    const { registration, backend, done } = await rung()
    backend.unknown = true
    backend.wake()
    await backend.change({})
    await done
    expect(registration.kinds().at(-1)).toBe('note')
  })
})

describe('late-push, duplicate-push, stop-before-ring', () => {
  it('a ring whose call the server does not know never rings', async () => {
    const set = ringing()
    set.backend.unknown = true
    await set.push(ringPush(set.backend.now))
    expect(set.registration.kinds()).toEqual(['note'])
  })

  it('the same ring thrice is shown once and reported once', async () => {
    const { clock, push, ring, registration, backend } = await rung()
    await push(ring)
    await Promise.all([push(ring), clock.pass(0)])
    expect(registration.kinds()).toEqual(['ring'])
    expect(backend.times('/ringing')).toBe(1)
  })

  it('the same ring thrice at once is shown once', async () => {
    const set = ringing()
    const ring = ringPush(set.backend.now)
    for (let n = 0; n < 3; n += 1) void set.push(ring)
    await settle()
    expect(set.registration.kinds()).toEqual(['ring'])
  })

  it('a stop ends the ring that is shown, and it never rings again', async () => {
    const { clock, push, ring, registration, done } = await rung()
    await push(stopPush(ring.placedAt, 'answered'))
    await done
    expect(registration.titles).toEqual(['Answered on another device'])
    await push(ring)
    await clock.pass(RING_MS)
    expect(registration.kinds()).not.toContain('missed')
    expect(registration.kinds().filter((kind) => kind === 'ring')).toHaveLength(1)
  })

  it('a ring whose stop came first never rings', async () => {
    const set = ringing()
    await set.push(stopPush(set.backend.now, 'declined'))
    await set.push(ringPush(set.backend.now))
    expect(set.registration.kinds()).not.toContain('ring')
  })

  it('a stop while the ring is about to be shown takes it back', async () => {
    const set = ringing()
    const ring = ringPush(set.backend.now)
    let show = () => {}
    set.registration.hold = new Promise((resolve) => (show = resolve))
    const rings = set.push(ring)
    await settle()
    const stops = set.push(
      stopPush(ring.placedAt, 'missed', { missed: { at: ring.placedAt, count: 1, unseen: 1 } }),
    )
    await settle()
    show()
    await Promise.all([rings, stops])
    expect(set.registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('a newer call replaces the former one of the same caller', async () => {
    const { clock, push, backend, registration, done } = await rung()
    await clock.pass(6_000)
    backend.placedAt = backend.now
    void push(ringPush(backend.now, 'newer'))
    await settle()
    await done
    expect(registration.stands.map(({ options }) => options.data)).toMatchObject([
      { callId: 'newer' },
    ])
  })
})

describe('a missed call', () => {
  it('replaces the one before, with the server’s count and the badge', async () => {
    const { push, registration, badges, backend } = ringing({ isMobile: true })
    await push(missedPush(backend.now, 1, 'a'))
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
    expect(registration.stands[0]?.options.body).toMatch(/^\w+ \d\d:\d\d$/)
    await push(missedPush(backend.now + 60_000, 2, 'b'))
    expect(registration.titles).toEqual(['2 missed calls from Ada Lovelace'])
    expect(registration.stands[0]?.options).toMatchObject({ renotify: true, tag: 'caller-ada' })
    expect(registration.stands[0]?.options.body).toMatch(/^Last \w+ \d\d:\d\d$/)
    expect(registration.stands[0]?.options).not.toHaveProperty('actions')
    expect(badges).toEqual([2, 3])
  })

  it('gets the server’s count in place of the guessed one, once', async () => {
    const { push, ring, registration, backend } = await rung()
    await backend.change({ state: 'ended', reason: 'timeout', missed: true })
    const missed = { at: ring.placedAt, count: 3, unseen: 5 }
    await push(stopPush(ring.placedAt, 'missed', { missed }))
    expect(registration.titles).toEqual(['3 missed calls from Ada Lovelace'])
    expect(registration.stands[0]?.options.silent).toBe(true)
    // Seen meanwhile: it does not come back.
    for (const each of registration.stands) each.close()
    await push(stopPush(ring.placedAt, 'missed', { missed }))
    expect(registration.kinds().at(-1)).toBe('note')
  })

  it('counts once when it comes twice without a count', async () => {
    const { push, registration, backend } = ringing()
    const stop = stopPush(backend.now, 'missed')
    await push(stop)
    await push(stop)
    expect(registration.kinds()).toEqual(['missed'])
  })

  it('has no Call back on a phone', async () => {
    const { push, ring, registration } = await rung({ isMobile: true })
    await push(stopPush(ring.placedAt, 'missed'))
    expect(registration.stands[0]?.options).not.toHaveProperty('actions')
  })
})
