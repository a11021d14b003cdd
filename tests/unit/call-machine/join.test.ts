import { describe, expect, test } from 'vitest'
import { BOTH_ON, online, savedLeg, toGrace, view, viewOfCallee } from './driver.ts'

/** A caller's window that has made its new offer after a reload. */
const back = (saved = savedLeg()) =>
  online().open({ is: 'back', saved }).do({ type: 'offer-made', pc: 1, sdp: 'offer 2' })

/** A callee's window after a reload. */
const calleeBack = () =>
  online().open({ is: 'back', saved: savedLeg({ role: 'callee', target: null }) })

describe('a reload', () => {
  test('saves its new leg, makes an offer and joins, without opening the camera yet', () => {
    const window = online().open({ is: 'back', saved: savedLeg() })
    expect(window.types()).toEqual(['save-leg', 'open-peer'])
    expect(window.take('save-leg')[0]?.leg).toEqual(
      savedLeg({ legId: 'leg', prevLegIds: ['former'] }),
    )
    window.do({ type: 'offer-made', pc: 1, sdp: 'offer 2' })
    expect(window.asked()).toEqual([
      { type: 'call.join', callId: 'call', legId: 'leg', prevLegId: 'former', offer: 'offer 2' },
    ])
    expect(window.take('ask-media')).toEqual([])
  })

  test.each(['placed', 'ringing'] as const)(
    'while %s: the server hands the new offer on',
    (state) => {
      const window = back()
        .forget()
        .reply({ call: view({ rev: 3, gen: 2, state }) })
      expect(window.types()).toEqual(['save-leg', 'ask-media', 'tone'])
      expect(window.take('save-leg')[0]?.leg).toMatchObject({ legId: 'leg', prevLegIds: [] })
      window.forget().call(view({ rev: 4, gen: 2, state: 'answering' }))
      expect(window.types()).toEqual(['start-peer', 'tone'])
    },
  )

  test.each(['answering', 'connected'] as const)(
    'while %s: the offer goes to the other page',
    (state) => {
      const window = back()
        .forget()
        .reply({ call: view({ rev: 4, gen: 2, state }) })
      expect(window.take('start-peer')).toEqual([{ type: 'start-peer', pc: 1 }])
      const body = { description: { type: 'offer', sdp: 'offer 2' } }
      expect(window.sent()).toEqual([
        { type: 'signal', callId: 'call', legId: 'leg', gen: 2, n: 1, body },
      ])
      window.do({ type: 'media-ready', state: BOTH_ON })
      expect(window.sent().some(({ type }) => type === 'call.ready')).toBe(state === 'answering')
    },
  )

  test('waits for its reply when the call has gone to a meeting room', () => {
    const end = { state: 'ended', reason: 'handed-over', endedBy: 'callee' } as const
    const roomUrl = 'https://rooms.example/1'
    const window = calleeBack().hear({ type: 'call', ...viewOfCallee(end) })
    expect(window.is('joining').saved.role).toBe('callee')
    window.reply({ call: { ...viewOfCallee(end), roomUrl } })
    expect(window.take('go-to-room')).toEqual([{ type: 'go-to-room', url: roomUrl }])
  })

  test('of the callee’s window waits for the other page’s new offer', () => {
    const window = calleeBack()
    expect(window.asked()).toEqual([
      { type: 'call.join', callId: 'call', legId: 'leg', prevLegId: 'former' },
    ])
    window.forget().reply({ call: viewOfCallee({ rev: 5, gen: 2, state: 'connected' }) })
    expect(window.types()).toEqual(['open-peer', 'save-leg', 'ask-media'])
    expect(window.is('live').peer).toMatchObject({ pc: 1, gen: 2, offers: false })
  })

  test('of a callee with sound only keeps the camera closed', () => {
    const saved = savedLeg({ role: 'callee', target: null, soundOnly: true })
    const window = online().open({ is: 'back', saved }).forget()
    window.reply({ call: viewOfCallee({ rev: 5, gen: 2, state: 'connected' }) })
    expect(window.take('ask-media')).toEqual([{ type: 'ask-media', soundOnly: true }])
    expect(window.take('save-leg')[0]?.leg.soundOnly).toBe(true)
    // Once it is turned on, a reload opens it.
    window.forget().do({ type: 'camera-on' })
    expect(window.take('save-leg')[0]?.leg).toEqual(
      savedLeg({ legId: 'leg', role: 'callee', target: null }),
    )
  })

  test('places a call that the server does not know again, with the same id, once media are ready', () => {
    const window = back().forget().refuse('unknown-call')
    expect(window.is('preparing').ids).toEqual({
      callId: 'call',
      legId: 'leg',
      prevLegIds: ['former'],
    })
    expect(window.types()).toEqual(['ask-media'])
    window.do({ type: 'media-ready', state: BOTH_ON })
    expect(window.asked()).toMatchObject([
      { type: 'call.place', callId: 'call', legId: 'leg', prevLegId: 'former', offer: 'offer 2' },
    ])
    window.forget().reply({ call: view() })
    expect(window.is('live').ids.prevLegIds).toEqual([])
    expect(window.take('save-leg')[0]?.leg.prevLegIds).toEqual([])
  })

  test('waits for another press when the unknown call was placed long ago', () => {
    const late = { placedAt: 1_000, legId: 'former' }
    const window = online()
    window.now = 61_000
    window.open({ is: 'back', saved: savedLeg(late) })
    window.do({ type: 'offer-made', pc: 1, sdp: 'offer 2' }).forget().refuse('unknown-call')
    expect(window.is('question').target).toEqual(toGrace)
    expect(window.types()).toEqual(['close-peer', 'forget-leg'])
    window.forget().do({ type: 'call-pressed', callId: 'new', legId: 'new' })
    expect(window.is('preparing').ids).toEqual({ callId: 'new', legId: 'new', prevLegIds: [] })
  })

  test('joins when the call that it placed again was answered meanwhile', () => {
    const window = back()
      .refuse('unknown-call')
      .do({ type: 'media-ready', state: BOTH_ON })
      .forget()
      .reply({ call: view({ rev: 4, gen: 2, state: 'answering' }) })
    expect(window.asked()).toEqual([
      { type: 'call.join', callId: 'call', legId: 'leg', prevLegId: 'former', offer: 'offer 2' },
    ])
    window.forget().reply({ call: view({ rev: 5, gen: 3, state: 'answering' }) })
    expect(window.is('live').peer).toMatchObject({ gen: 3, started: true })
    expect(window.take('ask-media')).toEqual([])
  })

  test('joins to take the call over from its former leg', () => {
    const window = back()
      .refuse('unknown-call')
      .do({ type: 'media-ready', state: BOTH_ON })
      .forget()
      .reply({ call: view({ rev: 2, leg: 'former', state: 'ringing' }) })
    expect(window.asked()).toMatchObject([{ type: 'call.join', prevLegId: 'former' }])
  })

  test('ends a callee’s call that the server does not know', () => {
    expect(calleeBack().refuse('unknown-call').is('over').end).toMatchObject({
      code: 'unknown-call',
    })
  })

  test('tries the leg before the last one when the last join never arrived', () => {
    const window = back(savedLeg({ legId: 'second', prevLegIds: ['first'] }))
    window.refuse('answered-elsewhere')
    expect(window.asked()).toMatchObject([{ prevLegId: 'second' }, { prevLegId: 'first' }])
    window.forget().refuse('answered-elsewhere')
    expect(window.is('over').end).toEqual({ how: 'answered-elsewhere' })
  })

  test('in a glare makes the placer the callee of the other’s call', () => {
    const call = viewOfCallee({ callId: 'hers', mergedId: 'call', rev: 4, gen: 2 })
    const window = back().forget().reply({ call })
    expect(window.types().slice(0, 4)).toEqual([
      'close-peer',
      'open-peer',
      'save-leg',
      'replace-address',
    ])
    expect(window.is('live')).toMatchObject({
      ids: { callId: 'hers', legId: 'leg' },
      peer: { pc: 2, offers: false, gen: 2 },
    })
  })

  test('after the end of the call shows the end', () => {
    const end = {
      state: 'ended',
      reason: 'completed',
      endedBy: 'callee',
      durationMs: 723_000,
    } as const
    const window = back()
      .forget()
      .reply({ call: view({ ...end, rev: 9 }) })
    expect(window.is('over')).toMatchObject({
      end: { reason: 'completed', durationMs: 723_000 },
      target: toGrace,
    })
    expect(window.types()).toEqual(['close-peer', 'forget-leg'])
  })

  test('hangs up the former leg while the server still has it', () => {
    const window = back().forget().do({ type: 'hangup-pressed' })
    expect(window.asked()).toMatchObject([{ type: 'call.hangup', legId: 'leg' }])
    window.reply({ call: view({ rev: 2, state: 'ringing', leg: 'former' }) })
    expect(window.asked().at(-1)).toEqual({ type: 'call.hangup', callId: 'call', legId: 'former' })
    const end = { state: 'ended', reason: 'cancelled', endedBy: 'caller' } as const
    window.reply({ call: view({ rev: 3, ...end, leg: 'former' }) })
    expect(window.is('over').pending).toBeNull()
  })
})
