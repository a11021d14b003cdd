import { describe, expect, test } from 'vitest'
import { step } from '../../../pwa/call/machine/step.ts'
import type { Signal, SignalBody } from '../../../protocol/signals.ts'
import { answered, answering, connected, placing, view, viewOfCallee } from './driver.ts'

const candidates: SignalBody = { candidates: [{ candidate: 'c' }] }
const answer: SignalBody = { description: { type: 'answer', sdp: 'answer' } }
const offer2: SignalBody = { description: { type: 'offer', sdp: 'offer 2' } }

const theirs = (n: number, body: SignalBody, gen = 1): Signal => ({
  type: 'signal',
  callId: 'call',
  legId: 'grace-leg',
  gen,
  n,
  body,
})

describe('the record', () => {
  test('a view with an older or the same rev returns the same object', () => {
    const window = answered()
    for (const rev of [1, 3]) {
      const { state } = step(window.state, {
        type: 'message',
        at: 0,
        message: { type: 'call', ...view({ rev, state: 'ringing' }) },
      })
      expect(state).toBe(window.state)
    }
  })

  test('a view of another call returns the same object', () => {
    const window = answered()
    const before = window.state
    expect(window.call(view({ callId: 'other', rev: 99, state: 'ended' })).state).toBe(before)
  })

  test('at the end tracks stop and the connection closes before the tone sounds', () => {
    const end = { rev: 9, state: 'ended', reason: 'completed', endedBy: 'callee' } as const
    const window = connected().call(view({ ...end, durationMs: 723_000 }))
    expect(window.is('over').end).toMatchObject({ reason: 'completed', durationMs: 723_000 })
    expect(window.effects).toEqual([
      { type: 'stop-media' },
      { type: 'close-peer', pc: 1 },
      { type: 'forget-leg', callId: 'call' },
      { type: 'tone', tone: 'hangup' },
    ])
  })

  test('says where the call is when another leg of this side has it', () => {
    expect(
      answered()
        .call(view({ rev: 9, state: 'answering', leg: 'x' }))
        .is('over').end,
    ).toEqual({
      how: 'superseded',
    })
    const elsewhere = view({ rev: 9, state: 'answering', leg: undefined, here: false })
    expect(answered().call(elsewhere).is('over').end).toEqual({ how: 'answered-elsewhere' })
  })

  test('joins to learn how the call ended when a welcome does not mention it', () => {
    const window = connected().do({ type: 'link', link: 'away' }).welcome()
    expect(window.asked()).toEqual([{ type: 'call.join', callId: 'call', legId: 'leg' }])
    const end = { rev: 9, state: 'ended', reason: 'failed', endedBy: 'server' } as const
    expect(window.reply({ call: view(end) }).is('over').end).toMatchObject({ reason: 'failed' })
  })

  test.each(['unknown-call', 'not-a-party', 'answered-elsewhere'] as const)(
    'nor is it this window’s any more: %s',
    (code) => {
      expect(connected().welcome().refuse(code).state.doing).toBe('over')
    },
  )
})

describe('bye', () => {
  test('superseded says that this call is open in another window', () => {
    const window = connected().hear({ type: 'bye', code: 'superseded' })
    expect(window.is('over').end).toEqual({ how: 'superseded' })
    expect(window.types()).toEqual(['stop-media', 'close-peer', 'forget-leg'])
  })

  test('revoked says that the member is signed out', () => {
    expect(placing().hear({ type: 'bye', code: 'revoked' }).is('over').end).toEqual({
      how: 'signed-out',
    })
  })

  test.each(['drain', 'expired'] as const)('%s ends no call', (code) => {
    expect(connected().hear({ type: 'bye', code }).state.doing).toBe('live')
  })
})

describe('signals', () => {
  test('are numbered, kept until acknowledged, and sent again after 3 s or a welcome', () => {
    const window = answered().do({ type: 'signal-made', pc: 1, body: candidates })
    const sent = { type: 'signal', callId: 'call', legId: 'leg', gen: 1, n: 1, body: candidates }
    const signals = () => window.sent().filter(({ type }) => type === 'signal')
    expect(signals()).toEqual([sent])
    expect(signals()).toHaveLength(1)
    window.after(3_000)
    expect(signals()).toHaveLength(2)
    window.welcome(view({ rev: 3, state: 'answering' }))
    expect(signals()).toHaveLength(3)
    window.hear({ type: 'signal.ack', callId: 'call', gen: 1, upTo: 1 })
    expect(
      window
        .after(9_000)
        .sent()
        .filter(({ type }) => type === 'signal'),
    ).toHaveLength(3)
  })

  test('are applied in order and once, and are acknowledged', () => {
    const window = answered().hear(theirs(2, candidates)).hear(theirs(1, answer))
    window.hear(theirs(1, answer))
    expect(window.take('apply').map(({ body }) => body)).toEqual([answer, candidates])
    const acks = window.sent().filter(({ type }) => type === 'signal.ack')
    expect(acks.map((ack) => 'upTo' in ack && ack.upTo)).toEqual([0, 2, 2])
  })

  test('are neither sent nor accepted by the caller’s window before the answer', () => {
    const window = placing().reply({ call: view() }).forget()
    window.do({ type: 'signal-made', pc: 1, body: candidates }).hear(theirs(1, answer))
    expect(window.effects).toEqual([])
  })

  test('of an earlier connection are dropped after a reload', () => {
    const window = connected().hear({ type: 'peer.reset', callId: 'call', gen: 2 }).forget()
    window.hear(theirs(1, candidates, 1)).do({ type: 'signal-made', pc: 1, body: candidates })
    expect(window.effects).toEqual([])
  })
})

describe('the next connection', () => {
  test('after peer.reset the caller’s side makes a new offer in the next gen', () => {
    const window = connected().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    expect(window.effects).toEqual([
      { type: 'close-peer', pc: 1 },
      { type: 'open-peer', pc: 2, offers: true },
    ])
    window.forget().do({ type: 'offer-made', pc: 2, sdp: 'offer 2' })
    expect(window.effects).toEqual([
      { type: 'start-peer', pc: 2 },
      {
        type: 'send',
        message: { type: 'signal', callId: 'call', legId: 'leg', gen: 2, n: 1, body: offer2 },
      },
    ])
  })

  test('the callee’s side waits for the new offer', () => {
    const window = answering().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    expect(window.take('open-peer')).toEqual([{ type: 'open-peer', pc: 2, offers: false }])
    window.hear(theirs(1, offer2, 2))
    expect(window.take('apply')).toEqual([{ type: 'apply', pc: 2, body: offer2 }])
  })

  test('a view, a welcome or a signal begins the next connection when the reset is lost', () => {
    const next = view({ rev: 5, gen: 2, state: 'connected' })
    for (const window of [connected().call(next), connected().welcome(next)]) {
      expect(window.is('live').peer).toMatchObject({ pc: 2, gen: 2 })
    }
    const window = answering().hear(theirs(1, offer2, 2))
    expect(window.is('live').peer).toMatchObject({ pc: 2, gen: 2, started: true })
  })

  test('sends its offer to the other page when the reset arrives before the answer', () => {
    const window = placing().reply({ call: view() }).forget()
    window.hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    expect(window.effects).toEqual([])
    window.call(view({ rev: 4, gen: 2, state: 'answering' }))
    const body = { description: { type: 'offer', sdp: 'offer 1' } }
    expect(window.sent()).toContainEqual({ ...theirs(1, candidates, 2), legId: 'leg', body })
  })

  test('keeps its offer when its own joins count the gen up before the answer', () => {
    const window = placing().reply({ call: view() })
    window.call(view({ rev: 3, gen: 2, state: 'ringing' })).forget()
    window.call(view({ rev: 4, gen: 2, state: 'answering' }))
    expect(window.take('start-peer')).toHaveLength(1)
    expect(window.sent().filter(({ type }) => type === 'signal')).toEqual([])
  })

  test('ignores a reset that comes twice or late', () => {
    const window = connected().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    const before = window.state
    for (const gen of [1, 2]) window.hear({ type: 'peer.reset', callId: 'call', gen })
    expect(window.state).toBe(before)
  })

  test('replaces a broken connection by a join, a few times', () => {
    const window = connected()
    for (let gen = 2; gen <= 6; gen += 1) {
      const pc = window.is('live').peer?.pc ?? 0
      window.do({ type: 'peer-broken', pc })
      if (window.is('live').pending !== null) {
        window.reply({ call: view({ rev: 10 + gen, gen, state: 'connected' }) })
        window.do({ type: 'offer-made', pc: pc + 1, sdp: `offer ${String(gen)}` })
      }
    }
    expect(window.asked()).toHaveLength(3)
  })
})

describe('hang up and refusal', () => {
  test('hanging up a connected call completes it with its duration, and is sent until there is a reply', () => {
    const window = connected()
    window.now += 61_000
    window.do({ type: 'hangup-pressed' })
    expect(window.is('over').end).toMatchObject({ reason: 'completed', durationMs: 61_000 })
    expect(window.types()).toEqual([
      'stop-media',
      'close-peer',
      'request',
      'forget-leg',
      'close-soon',
      'tone',
    ])
  })

  test.each([
    [answered, 'caller', 'cancelled'],
    [answering, 'callee', 'declined'],
  ] as const)(
    'hanging up before media are connected cancels or declines the call: %o',
    (make, role, reason) => {
      expect(make().do({ type: 'hangup-pressed' }).is('over').end).toMatchObject({
        reason,
        endedBy: role,
      })
    },
  )

  test('the end that the server reports replaces the window’s own', () => {
    const window = answered().do({ type: 'hangup-pressed' })
    const end = { rev: 9, state: 'ended', reason: 'declined', endedBy: 'callee' } as const
    expect(window.reply({ call: view(end) }).is('over').end).toMatchObject({
      reason: 'declined',
      endedBy: 'callee',
    })
  })

  test('a permission refused after a reload interrupts the call from this side', () => {
    const window = answered().do({ type: 'media-refused' })
    expect(window.is('over').end).toMatchObject({ reason: 'interrupted', endedBy: 'caller' })
    expect(window.sent()).toMatchObject([{ type: 'call.media', state: 'refused' }])
    // The call has ended meanwhile, so that nothing has to be told.
    expect(window.forget().welcome().after(60_000).sent()).toEqual([])
  })

  test('a permission refused at the other side interrupts the call from there', () => {
    const end = { rev: 9, state: 'ended', reason: 'interrupted', endedBy: 'caller' } as const
    expect(answering().call(viewOfCallee(end)).is('over').end).toMatchObject({
      reason: 'interrupted',
      endedBy: 'caller',
      role: 'callee',
    })
  })
})
