import { describe, expect, test } from 'vitest'
import { leavingLeg, legOf, toneOf, wakeAt } from '../../../pwa/call/machine/step.ts'
import {
  BOTH_ON,
  Driver,
  online,
  placing,
  savedLeg,
  toGrace,
  view,
  viewOfCallee,
} from './driver.ts'

describe('who may place', () => {
  test('drive-by-call: a window opened without an intent asks first, and opens nothing', () => {
    const window = online().open({ is: 'question', target: toGrace })
    expect(window.is('question').target).toBe(toGrace)
    expect(window.effects).toEqual([])
    window.do({ type: 'call-pressed', callId: 'call', legId: 'leg' })
    expect(window.is('preparing').ids).toEqual({ callId: 'call', legId: 'leg', prevLegIds: [] })
    expect(window.types()).toEqual(['open-peer', 'ask-media'])
  })

  test('an address that is no address of a call places nothing', () => {
    expect(online().open({ is: 'nowhere' }).is('over').end).toMatchObject({
      code: 'unknown-member',
    })
  })
})

describe('preparing', () => {
  test('gets devices and offer ready side by side, and rings nobody yet', () => {
    const window = online().open({ is: 'place', target: toGrace })
    expect(window.types()).toEqual(['open-peer', 'ask-media'])
    window.do({ type: 'media-prompt' })
    expect(window.is('preparing').media).toEqual({ is: 'asking', prompt: true })
    window.do({ type: 'offer-made', pc: 1, sdp: 'offer 1' })
    expect(window.asked()).toEqual([])
    expect(toneOf(window.state)).toBeNull()
    expect(leavingLeg(window.state)).toBeNull()
  })

  test('ends where the browser cannot make a connection, and rings nobody', () => {
    const window = online().open({ is: 'place', target: toGrace }).forget()
    window.do({ type: 'peer-broken', pc: 9 })
    expect(window.is('preparing').peer?.pc).toBe(1)
    window.do({ type: 'peer-broken', pc: 1 })
    expect(window.is('over').end).toMatchObject({ how: 'ended', reason: 'failed' })
    expect(window.is('over').target).toBe(toGrace)
    expect(window.asked()).toEqual([])
    expect(window.types()).toEqual(['stop-media', 'close-peer', 'forget-leg'])
  })

  test('ignores the offer of a connection that was replaced', () => {
    const window = online().open({ is: 'place', target: toGrace })
    const before = window.state
    expect(window.do({ type: 'offer-made', pc: 9, sdp: 'x' }).state).toBe(before)
  })

  test('is blocked by a refused permission, and asks again at "Try again"', () => {
    const window = online().open({ is: 'place', target: toGrace }).forget()
    window.do({ type: 'media-refused' })
    expect(window.is('blocked').target).toBe(toGrace)
    expect(window.types()).toEqual(['stop-media', 'close-peer'])
    window.forget().do({ type: 'call-pressed', callId: 'call-2', legId: 'leg-2' })
    expect(window.is('preparing').ids.callId).toBe('call-2')
    expect(window.take('open-peer')).toEqual([{ type: 'open-peer', pc: 2, offers: true }])
  })

  test('tells nobody of a call that was hung up before placing', () => {
    const window = online().open({ is: 'place', target: toGrace }).forget()
    window.do({ type: 'hangup-pressed' })
    expect(window.is('over').end).toMatchObject({ reason: 'cancelled', endedBy: 'caller' })
    expect(window.types()).toEqual(['stop-media', 'close-peer', 'forget-leg', 'close-soon'])
  })

  test('opens no media for a meeting room', () => {
    const window = online().open({ is: 'place', target: { ...toGrace, kind: 'room' } })
    expect(window.types()).toEqual(['save-leg', 'replace-address', 'request', 'tone'])
    expect(window.asked()[0]).not.toHaveProperty('offer')
  })
})

describe('placing', () => {
  test('saves the ids and sets the address before anything is sent', () => {
    const window = placing()
    expect(window.types()).toEqual([
      'open-peer',
      'ask-media',
      'save-leg',
      'replace-address',
      'request',
      'tone',
    ])
    const [saved] = window.take('save-leg')
    expect(saved?.leg).toEqual(savedLeg({ legId: 'leg', placedAt: window.now }))
    expect(window.asked()).toEqual([
      {
        type: 'call.place',
        callId: 'call',
        to: 'grace',
        connector: 'webrtc',
        legId: 'leg',
        media: BOTH_ON,
        offer: 'offer 1',
      },
    ])
    expect(toneOf(window.state)).toBe('connecting')
  })

  test('places when the server is back, and again after a lost reply', () => {
    const window = new Driver()
      .open({ is: 'place', target: toGrace })
      .do({ type: 'offer-made', pc: 1, sdp: 'offer 1' }, { type: 'media-ready', state: BOTH_ON })
    expect(window.asked()).toEqual([])
    expect(wakeAt(window.state)).toBeNull()
    window.do({ type: 'link', link: 'open' })
    expect(window.asked()).toHaveLength(1)
    window.do({ type: 'link', link: 'away' }, { type: 'link', link: 'open' })
    const [first, second] = window.asked()
    expect(second).toEqual(first)
    expect(wakeAt(window.state)).toBe(window.now + 5_000)
    window.after(5_000)
    expect(window.asked()).toHaveLength(3)
  })

  test('ignores the reply to an earlier request, and repeats one that the server failed', () => {
    const window = placing().after(5_000)
    const before = window.state
    const stale = { type: 'reply', req: 1, ok: true, data: { call: view() } } as const
    expect(window.do({ type: 'replied', ask: 1, reply: stale }).state).toBe(before)
    window.refuse('server')
    expect(window.is('placing').pending.message.type).toBe('call.place')
  })

  test('ends where the server’s disk is full, instead of asking again', () => {
    const window = placing().refuse('full')
    expect(window.is('over').end).toMatchObject({ how: 'refused', code: 'full' })
  })

  test('follows the server’s record with its tones once placed', () => {
    const window = placing().reply({ call: view() })
    expect(window.is('live').peer).toMatchObject({ gen: 1, stored: true, started: false })
    expect(legOf(window.state)).toEqual({ callId: 'call', legId: 'leg' })
    expect(toneOf(window.state)).toBe('connecting')
    window.forget().call(view({ rev: 2, state: 'ringing' }))
    expect(window.take('tone')).toEqual([{ type: 'tone', tone: 'ringback' }])
    window.forget().call(view({ rev: 3, state: 'answering' }))
    expect(window.take('tone')).toEqual([{ type: 'tone', tone: null }])
    expect(window.take('start-peer')).toEqual([{ type: 'start-peer', pc: 1 }])
  })

  test.each(['busy', 'do-not-disturb', 'unreachable', 'timeout', 'declined'] as const)(
    'over at once: %s',
    (reason) => {
      const window = placing().forget()
      window.reply({ call: view({ state: 'ended', reason, endedBy: 'server', missed: true }) })
      expect(window.is('over').end).toMatchObject({ how: 'ended', reason, missed: true })
      expect(window.types()).toEqual(['stop-media', 'close-peer', 'forget-leg', 'tone', 'tone'])
      expect(window.take('tone').at(-1)).toEqual({ type: 'tone', tone: 'hangup' })
    },
  )

  test.each([
    'desktop-only',
    'self',
    'unknown-member',
    'in-a-call',
    'connector-off',
    'rate-limited',
    'not-a-party',
    'invalid',
    'no-account',
  ] as const)('refused: %s', (code) => {
    const window = placing().forget().refuse(code)
    expect(window.is('over').end).toEqual({ how: 'refused', code, retryMs: null })
    expect(window.take('stop-media')).toHaveLength(1)
    expect(window.take('tone')).toEqual([{ type: 'tone', tone: null }])
  })

  test('shows the incoming screen, with its picture off, when the callee is calling', () => {
    const window = placing().forget().refuse('being-called', 'hers')
    expect(window.is('incoming')).toMatchObject({ callId: 'hers', call: null })
    expect(window.types()).toEqual([
      'stop-media',
      'close-peer',
      'replace-address',
      'hello-again',
      'tone',
    ])
    const call = viewOfCallee({ callId: 'hers', state: 'ringing', here: false, leg: undefined })
    window.welcome(call, [{ call, answerToken: 'token' }])
    expect(window.is('incoming')).toMatchObject({ call, answerToken: 'token' })
  })

  test('sends a hang up until there is a reply', () => {
    const window = placing().forget().do({ type: 'hangup-pressed' })
    expect(window.is('over').end).toMatchObject({ reason: 'cancelled', endedBy: 'caller' })
    const hangup = { type: 'call.hangup', callId: 'call', legId: 'leg' }
    expect(window.asked()).toEqual([hangup])
    expect(leavingLeg(window.state)).not.toBeNull()
    window.do({ type: 'link', link: 'away' }, { type: 'link', link: 'open' })
    expect(window.asked()).toEqual([hangup, hangup])
    window.refuse('unknown-call')
    expect(window.is('over').pending).toBeNull()
    expect(leavingLeg(window.state)).toBeNull()
  })
})

describe('glare', () => {
  const answered = viewOfCallee({ callId: 'hers', mergedId: 'call' })

  test('glare: drops its own offer and answers the other’s, under the id of the surviving call', () => {
    const window = placing().forget().reply({ call: answered, offer: 'her offer' })
    expect(window.is('live')).toMatchObject({
      ids: { callId: 'hers', legId: 'leg', prevLegIds: [] },
      call: { role: 'callee' },
      peer: { pc: 2, offers: false, gen: 1, started: true },
    })
    const description = { type: 'offer', sdp: 'her offer' }
    expect(window.effects).toEqual([
      { type: 'close-peer', pc: 1 },
      { type: 'open-peer', pc: 2, offers: false },
      {
        type: 'save-leg',
        leg: savedLeg({ callId: 'hers', legId: 'leg', role: 'callee' }),
      },
      { type: 'replace-address', callId: 'hers' },
      { type: 'apply', pc: 2, body: { description } },
      { type: 'send', message: { type: 'call.ready', callId: 'hers', legId: 'leg' } },
      { type: 'tone', tone: null },
    ])
  })

  test('glare: joins to get a new offer when the reply with the other’s offer was lost', () => {
    const window = placing().forget().reply({ call: answered })
    expect(window.asked()).toEqual([{ type: 'call.join', callId: 'hers', legId: 'leg' }])
    window.forget().reply({ call: { ...answered, rev: 4, gen: 2 } })
    expect(window.is('live').peer).toMatchObject({ pc: 2, gen: 2, started: false })
    const body = { description: { type: 'offer', sdp: 'new offer' } } as const
    window.hear({ type: 'signal', callId: 'hers', legId: 'hers', gen: 2, n: 1, body })
    expect(window.take('apply')).toEqual([{ type: 'apply', pc: 2, body }])
  })

  test('glare: shows the end of a call that was cancelled meanwhile', () => {
    const end = { state: 'ended', reason: 'cancelled', endedBy: 'caller' } as const
    const window = placing().call({ ...answered, ...end })
    expect(window.is('over').end).toMatchObject({ role: 'callee', reason: 'cancelled' })
  })

  test('glare: waits for the reply when a view arrives first, since the offer is in the reply', () => {
    const window = placing()
    const before = window.state
    expect(window.call(answered).state).toBe(before)
  })

  test('glare: opens media when it wanted a meeting room and gets a call with media', () => {
    const window = online().open({ is: 'place', target: { ...toGrace, kind: 'room' } })
    window.forget().reply({ call: answered, offer: 'her offer' })
    expect(window.is('live').media).toEqual({ is: 'asking', prompt: false })
    expect(window.types()).toContain('ask-media')
  })

  test('glare: opens the room of a call to a meeting room', () => {
    const end = { state: 'ended', reason: 'handed-over', endedBy: 'callee' } as const
    const roomUrl = 'https://rooms.example/1'
    const window = placing().call({ ...answered, ...end })
    expect(window.is('placing').ids.callId).toBe('call')
    window.reply({ call: { ...answered, ...end, roomUrl } })
    expect(window.is('over').end).toEqual({ how: 'handed-over', url: roomUrl })
    expect(window.take('go-to-room')).toEqual([{ type: 'go-to-room', url: roomUrl }])
  })
})

test('"Call again" calls the same person, with new ids', () => {
  const window = placing().refuse('rate-limited').forget()
  window.do({ type: 'call-pressed', callId: 'call-2', legId: 'leg-2' })
  expect(window.is('preparing')).toMatchObject({
    target: toGrace,
    ids: { callId: 'call-2', legId: 'leg-2' },
  })
})
