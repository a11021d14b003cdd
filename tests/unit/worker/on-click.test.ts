/** Presses on notifications. */
import { describe, expect, it } from 'vitest'
import { takeNotificationProof } from '../../../pwa/platform/handover/notification-proof.ts'
import { onClick } from '../../../pwa/worker/on-click.ts'
import type { ClickDeps } from '../../../pwa/worker/on-click.ts'
import { ringServer } from '../../../pwa/worker/ring-server.ts'
import { readEntry } from '../../../pwa/call/machine/entry.ts'
import {
  ANSWER_TOKEN,
  RING_TOKEN,
  missedPush,
  ringPush,
  ringing,
  stopPush,
  testPush,
} from './ring-fakes.ts'
import { settle } from './manual-clock.ts'

const LEG = 'leg-of-the-press'
const ORIGIN = 'https://peal.test'

async function shown(push: Parameters<ReturnType<typeof ringing>['push']>[0] | 'ring') {
  const set = ringing()
  const data = push === 'ring' ? ringPush(set.backend.now) : push
  const done = set.push(data)
  await settle()
  const deps: ClickDeps = {
    ...set,
    server: ringServer(set.backend.fetch, set.clock),
    caches: set.caches.storage,
    newId: () => LEG,
  }
  const press = (action = '') => {
    const [notification] = set.registration.stands
    if (notification === undefined) throw new Error('nothing stands')
    return onClick(deps, { action, notification })
  }
  return { ...set, done, press, data }
}

/** What the window that opened reads in its address. */
function entryOf(address: string | undefined) {
  const url = new URL(address ?? '', ORIGIN)
  return readEntry({ url, saved: null, intent: null, now: 0, kindOf: () => 'peer' })
}

describe('Answer', () => {
  it('claims the call and opens its window at once, with the same leg', async () => {
    const { press, backend, windows } = await shown('ring')
    const before = backend.asked.length
    const pressed = press('answer')
    // Nothing was awaited yet.
    expect(backend.asked.slice(before)).toEqual([`POST /api/rings/${RING_TOKEN}/answer`])
    expect(entryOf(windows.opened[0])).toEqual({
      is: 'answer',
      callId: 'call',
      legId: LEG,
      answerToken: ANSWER_TOKEN,
      soundOnly: false,
      kind: 'peer',
    })
    await pressed
  })

  it('leaves the proof by which the window may open its media, once', async () => {
    const { press, caches, clock } = await shown('ring')
    await press('answer')
    expect(await takeNotificationProof(caches.storage, LEG, clock)).toBe(true)
  })

  it('ends the ring, and shows no outcome', async () => {
    const { press, clock, registration, push, data, done } = await shown('ring')
    await press('answer')
    await done
    await push(data)
    await push(stopPush(clock.now(), 'over'))
    await clock.pass(60_000)
    expect(registration.kinds().filter((kind) => kind !== 'note')).toEqual(['ring'])
  })

  it('takes back a ring that was about to be shown again', async () => {
    const { press, clock, registration } = await shown('ring')
    let show = () => {}
    registration.hold = new Promise((resolve) => (show = resolve))
    await clock.pass(4_000)
    const pressed = press('answer')
    show()
    await pressed
    expect(registration.titles).toEqual(['Answering…'])
  })

  it('and Decline leave a silent note until their push has ended', async () => {
    for (const [action, word] of [
      ['answer', 'Answering…'],
      ['decline', 'Call declined'],
    ] as const) {
      const { press, done, clock, registration } = await shown('ring')
      await press(action)
      await done
      expect(registration.titles).toEqual([word])
      await clock.pass(2_000)
      expect(registration.titles).toEqual([])
    }
  })

  it('opens the window when the server cannot be reached', async () => {
    const { backend, press, windows } = await shown('ring')
    backend.away = true
    await press('answer')
    expect(windows.opened).toHaveLength(1)
  })

  it('leaves a notification that leads to the window when the browser opens none', async () => {
    const { backend, windows, registration, press, clock } = await shown('ring')
    windows.refuses = true
    const pressed = press('answer')
    await clock.pass(3_000)
    expect(backend.times('/answer')).toBe(1)
    expect(registration.titles).toEqual(['Press to talk with Ada Lovelace'])
    windows.refuses = false
    await press()
    expect(entryOf(windows.opened.at(-1))).toMatchObject({ is: 'answer', legId: LEG })
    await clock.pass(10_000)
    await pressed
    expect(backend.times('/failed')).toBe(0)
  })

  it('tells the caller if no window has opened after seven seconds', async () => {
    const { backend, windows, registration, press, clock } = await shown('ring')
    windows.refuses = true
    const pressed = press('answer')
    await clock.pass(7_000)
    await pressed
    expect(backend.times('/failed')).toBe(1)
    expect(registration.titles).toEqual([])
  })

  it('tells the caller if a press on that notification opens no window either', async () => {
    const { backend, windows, press, clock } = await shown('ring')
    windows.refuses = true
    const pressed = press('answer')
    await clock.pass(3_000)
    await press()
    await clock.pass(4_000)
    await pressed
    expect(windows.opened).toHaveLength(2)
    expect(backend.times('/failed')).toBe(1)
  })

  it('to a call in a meeting room says so in the address', async () => {
    const at = Date.UTC(2023, 10, 14, 22, 13, 20)
    const { press, windows } = await shown(ringPush(at, 'call', { carries: 'room' }))
    await press('answer')
    expect(entryOf(windows.opened[0])).toMatchObject({ kind: 'room' })
  })
})

describe('Decline', () => {
  it('declined-never-rings: opens nothing, tells the server, and it never rings again', async () => {
    const { press, clock, windows, backend, registration, push, data, done } = await shown('ring')
    await press('decline')
    await done
    expect(windows.opened).toEqual([])
    expect(backend.times('/decline')).toBe(1)
    await push(data)
    await push(stopPush(clock.now(), 'missed'))
    await clock.pass(60_000)
    expect(registration.kinds().filter((kind) => kind !== 'note')).toEqual(['ring'])
  })

  it('is sent again until the server has accepted it', async () => {
    const { press, clock, backend } = await shown('ring')
    backend.away = true
    const pressed = press('decline')
    await clock.pass(2_500)
    backend.away = false
    await clock.pass(1_000)
    await pressed
    expect(backend.times('/decline')).toBe(4)
  })
})

describe('the body of a ring', () => {
  it('opens the incoming screen, and ends the ring', async () => {
    const { press, clock, windows, registration, backend } = await shown('ring')
    await press()
    expect(windows.opened).toEqual(['/call/call'])
    expect(entryOf(windows.opened[0])).toMatchObject({ is: 'incoming' })
    await clock.pass(20_000)
    expect(registration.kinds()).toEqual(['ring'])
    expect(backend.times('/answer') + backend.times('/decline')).toBe(0)
    // It is still watched.
    await backend.change({ state: 'ended', reason: 'cancelled', missed: true })
    expect(registration.titles).toEqual(['Missed call from Ada Lovelace'])
  })

  it('focuses the call’s window if it is open', async () => {
    const { press, windows } = await shown('ring')
    const url = `${ORIGIN}/call/call`
    windows.open = [
      { url: `${ORIGIN}/`, visibilityState: 'visible' },
      { url, visibilityState: 'hidden' },
    ]
    await press()
    expect(windows.focused).toEqual([url])
    expect(windows.opened).toEqual([])
  })
})

describe('a missed call', () => {
  it('opens the calls in an open window of the app', async () => {
    const { press, windows } = await shown(missedPush(0, 1))
    windows.open = [
      { url: `${ORIGIN}/call/other`, visibilityState: 'visible' },
      { url: `${ORIGIN}/settings`, visibilityState: 'hidden' },
      { url: `${ORIGIN}/contacts/ada`, visibilityState: 'visible' },
    ]
    await press()
    expect(windows.focused).toEqual([`${ORIGIN}/contacts/ada`])
    expect(windows.told).toEqual([{ type: 'go', path: '/calls' }])
  })

  it('opens the calls in a new window when only a call’s window is open', async () => {
    const { press, windows } = await shown(missedPush(0, 1))
    windows.open = [{ url: `${ORIGIN}/call/other`, visibilityState: 'visible' }]
    await press()
    expect(windows.opened).toEqual(['/calls'])
    expect(windows.told).toEqual([])
  })

  it('opens the window that asks before calling, by Call back', async () => {
    const { press, windows, backend } = await shown(stopPush(0, 'missed'))
    const before = backend.asked.length
    const pressed = press('call-back')
    expect(windows.opened).toEqual(['/call/new?to=ada'])
    expect(entryOf(windows.opened[0])).toMatchObject({ is: 'question' })
    await pressed
    expect(backend.asked).toHaveLength(before)
  })
})

it('a press on a test ring is reported, and opens the settings', async () => {
  const at = Date.UTC(2023, 10, 14, 22, 13, 20)
  const { press, windows, backend } = await shown(testPush(at))
  await press('answer')
  expect(backend.asked.at(-1)).toBe('{"step":"pressed"}')
  expect(windows.opened).toEqual(['/settings'])
})

it('a press on a note opens Peal', async () => {
  const { press, windows } = await shown('garbage')
  await press()
  expect(windows.opened).toEqual(['/'])
})
