import { describe, expect, test } from 'vitest'
import type { CallView } from '../../../protocol/signals.ts'
import { toneOf } from '../../../pwa/call/machine/step.ts'
import { BOTH_ON, answering, claiming, online, savedLeg, viewOfCallee } from './driver.ts'

const ringing = viewOfCallee({ state: 'ringing', rev: 2, leg: undefined, here: false })

describe('the incoming screen', () => {
  test('drive-by-answer: an address alone opens no camera and claims no call', () => {
    const window = online().open({ is: 'incoming', callId: 'call' })
    expect(window.effects).toEqual([{ type: 'hello-again' }])
    window.welcome(ringing)
    expect(window.is('incoming').call).toEqual(ringing)
    expect(window.types()).toEqual(['hello-again'])
    expect(toneOf(window.state)).toBeNull()
  })

  test('Answer claims the call with the token that the ring brought', () => {
    const window = online().open({ is: 'incoming', callId: 'call' }).forget()
    window.hear({ type: 'ring', call: ringing, answerToken: 'token' })
    window.do({ type: 'answer-pressed', soundOnly: true })
    expect(window.asked()).toEqual([
      { type: 'call.answer', callId: 'call', legId: 'leg', answerToken: 'token', video: false },
    ])
    expect(window.take('ask-media')).toEqual([{ type: 'ask-media', soundOnly: true }])
    expect(window.take('save-leg')[0]?.leg.soundOnly).toBe(true)
    expect(window.is('claiming').call).toEqual(ringing)
  })

  test('a call to a meeting room is answered without microphone and camera', () => {
    const window = online().open({ is: 'incoming', callId: 'call' }).forget()
    const call: CallView = { ...ringing, connector: 'jitsi', carries: 'room' }
    window.hear({ type: 'ring', call, answerToken: 'token' })
    window.do({ type: 'answer-pressed', soundOnly: false })
    expect(window.types()).toEqual(['save-leg', 'replace-address', 'request'])
    const roomUrl = 'https://rooms.example/1'
    const end = { state: 'ended', reason: 'handed-over', endedBy: 'callee' } as const
    // The notice that the call is over may come first, and does not name the room; the reply does.
    window.hear({ type: 'call', ...viewOfCallee({ ...end, rev: 3 }) })
    expect(window.is('claiming').call).toEqual(call)
    window.reply({ call: { ...viewOfCallee({ ...end, rev: 3 }), roomUrl } })
    expect(window.take('go-to-room')).toEqual([{ type: 'go-to-room', url: roomUrl }])
  })

  test('a call to a meeting room that another device answered opens no room here', () => {
    const window = online().open({ is: 'incoming', callId: 'call' })
    window.hear({ type: 'ring', call: { ...ringing, carries: 'room' }, answerToken: 'token' })
    const end = { state: 'ended', reason: 'handed-over', endedBy: 'callee' } as const
    window.hear({ type: 'call', ...viewOfCallee({ ...end, rev: 3, here: false, leg: undefined }) })
    expect(window.is('over').end).toEqual({ how: 'answered-elsewhere' })
  })

  test('Call again after a missed call to a room opens no microphone or camera', () => {
    const window = online().open({ is: 'incoming', callId: 'call' })
    const ended = { state: 'ended', reason: 'cancelled', endedBy: 'caller', missed: true } as const
    const call = viewOfCallee({ ...ended, connector: 'jitsi', carries: 'room' })
    window.hear({ type: 'call', ...call }).forget()
    window.do({ type: 'call-pressed', callId: 'next', legId: 'leg' })
    expect(window.asked()).toMatchObject([{ type: 'call.place', to: 'ada', connector: 'jitsi' }])
    expect(window.take('ask-media')).toEqual([])
  })

  test('Decline ends the call, and is sent again until the server replies', () => {
    const window = online().open({ is: 'incoming', callId: 'call' }).forget()
    window.do({ type: 'decline-pressed' })
    expect(window.is('over').end).toMatchObject({ reason: 'declined', endedBy: 'callee' })
    expect(window.asked()).toEqual([{ type: 'call.decline', callId: 'call' }])
    window.after(5_000)
    expect(window.asked()).toHaveLength(2)
  })

  test('says whether the call was answered elsewhere, opened in another window, or ended', () => {
    const open = () => online().open({ is: 'incoming', callId: 'call' }).call(ringing)
    const elsewhere = viewOfCallee({ here: false, leg: undefined })
    expect(open().call(elsewhere).is('over').end).toEqual({ how: 'answered-elsewhere' })
    expect(open().call(viewOfCallee()).is('over').end).toEqual({ how: 'superseded' })
    const ended = { state: 'ended', reason: 'cancelled', endedBy: 'caller', missed: true } as const
    const over = open().call({ ...ringing, ...ended, rev: 4 })
    expect(over.is('over').end).toMatchObject({ reason: 'cancelled', missed: true })
    expect(over.take('tone')).toEqual([])
  })

  test('ignores a view of the call that is older than the one it has', () => {
    const window = online().open({ is: 'incoming', callId: 'call' }).call(ringing)
    expect(window.call({ ...ringing, rev: 1, state: 'placed' }).is('incoming').call).toBe(
      window.is('incoming').call,
    )
    expect(window.is('incoming').call?.state).toBe('ringing')
  })

  test('asks about a call that does not ring, without taking over another window’s leg', () => {
    const window = online().open({ is: 'incoming', callId: 'call' }).welcome()
    expect(window.asked()).toEqual([{ type: 'call.join', callId: 'call', legId: 'leg' }])
    const end = { state: 'ended', reason: 'timeout', endedBy: 'server', missed: true } as const
    expect(window.reply({ call: viewOfCallee(end) }).is('over').end).toMatchObject({
      reason: 'timeout',
      missed: true,
    })
  })

  test.each(['not-a-party', 'unknown-call'] as const)(
    'says that the call cannot be opened: %s',
    (code) => {
      const window = online().open({ is: 'incoming', callId: 'call' }).welcome().refuse(code)
      expect(window.is('over').end).toMatchObject({ how: 'refused', code })
    },
  )

  test('says that the member’s own call is open in another window', () => {
    const own = viewOfCallee({ role: 'caller', state: 'ringing' })
    const window = online().open({ is: 'incoming', callId: 'call' })
    expect(window.welcome(own).is('over').end).toEqual({ how: 'superseded' })
  })
})

describe('the claim', () => {
  test('an answer token claims the call at once, while devices and connection open', () => {
    const window = claiming()
    expect(window.effects).toEqual([
      {
        type: 'save-leg',
        leg: savedLeg({ legId: 'leg', role: 'callee', target: null }),
      },
      { type: 'replace-address', callId: 'call' },
      {
        type: 'request',
        ask: 1,
        message: {
          type: 'call.answer',
          callId: 'call',
          legId: 'leg',
          answerToken: 'token',
          video: true,
        },
      },
      { type: 'ask-media', soundOnly: false },
      { type: 'open-peer', pc: 1, offers: false },
    ])
  })

  test('applies the offer of the reply, whether or not the media are ready', () => {
    const window = claiming().forget().reply({ call: viewOfCallee(), offer: 'offer 1' })
    const body = { description: { type: 'offer', sdp: 'offer 1' } }
    // The other page repeats what it sent before this one was there.
    const here = { type: 'signal.ack', callId: 'call', gen: 1, upTo: 0 }
    expect(window.effects).toEqual([
      { type: 'send', message: here },
      { type: 'apply', pc: 1, body },
    ])
    window.do({ type: 'media-ready', state: BOTH_ON })
    expect(window.sent()).toEqual([here, { type: 'call.ready', callId: 'call', legId: 'leg' }])
  })

  test('joins to get a new offer when the call was claimed before and its offer is gone', () => {
    const window = claiming().forget().reply({ call: viewOfCallee() })
    expect(window.asked()).toEqual([{ type: 'call.join', callId: 'call', legId: 'leg' }])
    const candidates = { candidates: [{ candidate: 'of the offer that is gone' }] }
    const stray = { type: 'signal', callId: 'call', legId: 'ada', gen: 1, n: 1 } as const
    window.forget().hear({ ...stray, body: candidates })
    expect(window.effects).toEqual([])
    window.reply({ call: viewOfCallee({ rev: 4, gen: 2 }) })
    const body = { description: { type: 'offer', sdp: 'offer 2' } } as const
    window.hear({ ...stray, gen: 2, body })
    expect(window.take('apply')).toEqual([{ type: 'apply', pc: 1, body }])
  })

  test('repeats the claim with the same leg when the reply is lost', () => {
    const window = claiming().do({ type: 'link', link: 'away' }, { type: 'link', link: 'open' })
    const [first, second] = window.asked()
    expect(second).toEqual(first)
  })

  test('one-answer: a window whose claim came second says so', () => {
    const window = claiming().forget().refuse('answered-elsewhere')
    expect(window.is('over').end).toEqual({ how: 'answered-elsewhere' })
    expect(window.types()).toEqual(['stop-media', 'close-peer', 'forget-leg'])
  })

  test('shows the incoming screen, with everything closed, when the answer token is out of date', () => {
    const window = claiming().forget().refuse('invalid')
    expect(window.is('incoming').callId).toBe('call')
    expect(window.types().slice(0, 2)).toEqual(['stop-media', 'close-peer'])
  })

  test('tells a phone why it cannot answer', () => {
    expect(claiming().refuse('desktop-only').is('over').end).toMatchObject({ code: 'desktop-only' })
  })

  test('shows the end of a call that ended before the claim', () => {
    const end = { state: 'ended', reason: 'timeout', endedBy: 'server', missed: true } as const
    expect(
      claiming()
        .reply({ call: viewOfCallee(end) })
        .is('over').end,
    ).toMatchObject({
      reason: 'timeout',
    })
    expect(
      claiming()
        .call(viewOfCallee({ ...end, rev: 9 }))
        .is('over').end,
    ).toMatchObject({
      reason: 'timeout',
    })
  })

  test('keeps a newer view that arrives before the reply', () => {
    const window = claiming()
      .call(viewOfCallee({ rev: 5, state: 'connected', gen: 2 }))
      .reply({ call: viewOfCallee(), offer: 'offer 1' })
    expect(window.is('live').call).toMatchObject({ rev: 5, state: 'connected' })
    expect(window.is('live').peer).toMatchObject({ gen: 2, started: false })
  })

  test('a refused permission interrupts the call, and is sent again until the server shows it', () => {
    const window = claiming().forget().do({ type: 'media-refused' })
    expect(window.is('over').end).toMatchObject({ reason: 'interrupted', endedBy: 'callee' })
    const refused = { type: 'call.media', callId: 'call', legId: 'leg', state: 'refused' }
    expect(window.sent()).toEqual([refused])
    window.after(5_000)
    expect(window.sent()).toEqual([refused, refused])
    window.welcome(viewOfCallee())
    expect(window.sent()).toHaveLength(3)
    window.call(viewOfCallee({ rev: 9, state: 'ended', reason: 'interrupted', endedBy: 'callee' }))
    expect(window.after(60_000).sent()).toHaveLength(3)
  })

  test('hangs up while the claim is on its way', () => {
    const window = claiming().forget().do({ type: 'hangup-pressed' })
    expect(window.asked()).toEqual([{ type: 'call.hangup', callId: 'call', legId: 'leg' }])
    expect(window.is('over').end).toMatchObject({ reason: 'declined' })
  })

  test('after an early hang up, declines a call that still rings and hangs up one that was claimed', () => {
    const hangup = { type: 'call.hangup', callId: 'call', legId: 'leg' }
    const decline = { type: 'call.decline', callId: 'call' }
    const window = claiming().forget().do({ type: 'hangup-pressed' })
    window.reply({ call: ringing })
    expect(window.asked()).toEqual([hangup, decline])
    window.reply({ call: viewOfCallee({ rev: 3 }) })
    expect(window.asked()).toEqual([hangup, decline, hangup])
    window.reply({
      call: viewOfCallee({ rev: 4, state: 'ended', reason: 'declined', endedBy: 'callee' }),
    })
    expect(window.after(60_000).asked()).toHaveLength(3)
    // The leg belongs to another device.
    const other = claiming().forget().do({ type: 'hangup-pressed' })
    other.reply({ call: viewOfCallee({ leg: undefined, here: false }) })
    expect(other.after(60_000).asked()).toHaveLength(1)
  })
})

test('an offer that comes both with the reply and as a signal is applied once', () => {
  const window = answering()
  const body = { description: { type: 'offer', sdp: 'offer 1' } } as const
  window.hear({ type: 'signal', callId: 'call', legId: 'ada', gen: 1, n: 1, body })
  expect(window.take('apply')).toEqual([])
  expect(window.sent()).toEqual([{ type: 'signal.ack', callId: 'call', gen: 1, upTo: 1 }])
})
