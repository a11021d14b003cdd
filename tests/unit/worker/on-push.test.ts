/** Every push shows something, and nobody sees what is for another member. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { PushEcho } from '../../../protocol/push.ts'
import { onPush } from '../../../pwa/worker/on-push.ts'
import { missedPush, ringPush, ringing, stopPush, testPush } from './ring-fakes.ts'
import { settle } from './manual-clock.ts'

const NEUTRAL = { title: 'Peal', body: 'Open Peal to see what is new.' }

function shownOf(set: ReturnType<typeof ringing>) {
  return set.registration.shown.map(({ title, options: { body } }) => ({ title, body }))
}

describe('a push that is not for this member or cannot be read', () => {
  it.each([
    ['empty', ''],
    ['no JSON', 'not json'],
    ['null', 'null'],
    ['another form', '{"hello":1}'],
    [
      'another version',
      JSON.stringify({
        web_push: 8030,
        notification: { title: '', navigate: '/', data: { kind: 'ring', v: 2 } },
      }),
    ],
  ])('shows the neutral note: %s', async (_, text) => {
    const set = ringing()
    await set.push(text)
    expect(shownOf(set)).toEqual([NEUTRAL])
    expect(set.registration.stands[0]?.options.silent).toBe(true)
    expect(set.backend.asked).toEqual([])
  })

  it('shows the neutral note when it has no data', async () => {
    const set = ringing()
    await onPush({ ...set }, null)
    expect(shownOf(set)).toEqual([NEUTRAL])
  })

  it('never rejects, whatever the browser refuses', async () => {
    const set = ringing()
    set.registration.refuses = new Error('no')
    for (const push of ['', stopPush(set.backend.now, 'missed'), testPush(set.backend.now)])
      await expect(set.push(push)).resolves.toBeUndefined()
  })

  it('reports what the browser refused', async () => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    onTestFinished(() => void vi.unstubAllGlobals())
    const set = ringing()
    const full = new Error('the disk is full')
    const records = { judge: () => Promise.reject(full) }
    const data = stopPush(set.backend.now, 'missed')
    const text = JSON.stringify({
      web_push: 8030,
      notification: { title: 't', navigate: '/', data },
    })
    await expect(onPush({ ...set, records }, { text: () => text })).resolves.toBeUndefined()
    expect(reported.mock.calls).toEqual([[full]])
  })
})

describe('account-change', () => {
  it.each([
    ['a ring', (at: number) => ringPush(at)],
    ['a stop', (at: number) => stopPush(at, 'missed')],
    ['a missed call', (at: number) => missedPush(at, 1)],
    ['a test', (at: number) => testPush(at)],
  ])('%s for another member is not shown', async (_, make) => {
    const set = ringing()
    set.owner.member = 'eve'
    await set.push(make(set.backend.now))
    expect(shownOf(set)).toEqual([NEUTRAL])
    expect(set.backend.asked).toEqual([])
    expect(set.badges).toEqual([])
  })

  it('a ring is closed when its member signs out', async () => {
    const set = ringing()
    void set.push(ringPush(set.backend.now))
    await settle()
    set.owner.member = 'eve'
    await set.clock.pass(4_000)
    expect(set.registration.kinds()).toEqual(['ring'])
    expect(set.registration.titles).toEqual([])
  })

  it('the server is asked who is signed in when the browser has forgotten it', async () => {
    const set = ringing()
    set.owner.member = null
    set.backend.session = 'grace'
    void set.push(ringPush(set.backend.now))
    await settle()
    expect(set.registration.titles).toEqual(['Ada Lovelace is calling'])
    expect(set.owner.member).toBe('grace')
  })

  it('a ring is not shown when nobody is signed in', async () => {
    const set = ringing()
    set.owner.member = null
    await set.push(ringPush(set.backend.now))
    expect(shownOf(set)).toEqual([NEUTRAL])
  })
})

describe('a ring that lasts longer than a worker may run', () => {
  it('stays, is not shown as missed, and is closed by the push for its end', async () => {
    const set = ringing({ ringMs: 120_000 })
    const push = { ...ringPush(set.backend.now), endsAt: set.backend.now + 120_000 }
    const done = set.push(push)
    await set.clock.pass(70_000)
    await done
    expect(set.registration.titles).toEqual(['Ada Lovelace is calling'])
  })
})

describe('an echo', () => {
  const echo = (sentAt: number): PushEcho => {
    const echoToken = 'e'.repeat(22)
    return { kind: 'echo', v: 1, to: 'grace', sentAt, deviceId: 'd', echoToken }
  }

  it('is sent back to the server, and open pages are told', async () => {
    const set = ringing({ skewMs: 120_000 })
    await set.push(echo(set.backend.now))
    expect(set.backend.asked).toEqual(['POST /api/push/echo'])
    expect(set.told).toEqual([{ type: 'proved' }])
    expect(set.registration.titles).toEqual(['Calls can ring here'])
    expect(set.records.kept).toBe(120_000)
  })

  it('shows nothing while a page of Peal’s is visible', async () => {
    const set = ringing()
    set.windows.open = [{ url: 'https://peal.test/settings', visibilityState: 'visible' }]
    await set.push(echo(set.backend.now))
    expect(set.registration.shown).toEqual([])
    expect(set.told).toEqual([{ type: 'proved' }])
  })

  it('is sent again when the server was away', async () => {
    const set = ringing()
    set.backend.away = true
    const done = set.push(echo(set.backend.now))
    await set.clock.pass(1_500)
    expect(set.told).toEqual([])
    set.backend.away = false
    await set.clock.pass(1_000)
    await done
    expect(set.told).toEqual([{ type: 'proved' }])
  })
})

describe('a test ring', () => {
  const steps = (set: ReturnType<typeof ringing>) =>
    set.backend.asked.filter((each) => each.startsWith('{')).map((each) => JSON.parse(each))

  it('reports each step, rings again, and is closed when its time is over', async () => {
    const set = ringing()
    const push = testPush(set.backend.now)
    const done = set.push(push)
    await settle()
    expect(steps(set)).toEqual([{ step: 'woke' }, { step: 'shown' }])
    expect(set.registration.titles).toEqual(['Test ring'])
    await set.clock.pass(8_000)
    expect(set.registration.kinds()).toEqual(['test', 'test', 'test'])
    await set.clock.pass(12_000)
    await done
    expect(set.registration.titles).toEqual([])
  })

  it('stops when it is pressed', async () => {
    const set = ringing()
    const push = testPush(set.backend.now)
    const done = set.push(push)
    await settle()
    await set.tests.pressed(push)
    await done
    await set.clock.pass(8_000)
    expect(set.registration.kinds()).toEqual(['test'])
    expect(steps(set).at(-1)).toEqual({ step: 'pressed' })
  })

  it('reports why it was not shown', async () => {
    const set = ringing()
    set.registration.refuses = new TypeError('No notification permission')
    await set.push(testPush(set.backend.now))
    expect(steps(set)).toEqual([
      { step: 'woke' },
      { step: 'not-shown', detail: 'TypeError: No notification permission' },
    ])
  })

  it('does not ring when it comes late', async () => {
    const set = ringing()
    await set.push(testPush(set.backend.now - 30_000))
    expect(set.registration.kinds()).toEqual(['note'])
    expect(steps(set)).toEqual([{ step: 'woke' }, { step: 'not-shown', detail: 'late' }])
  })
})
