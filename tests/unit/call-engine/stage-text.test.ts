/** The exact words of the call window. */
import { describe, expect, it } from 'vitest'
import { durationText } from '../../../pwa/components/call/duration.ts'
import { asideText, endText } from '../../../pwa/components/call/end-text.ts'
import { stageText } from '../../../pwa/components/call/stage-text.ts'
import { NEW_WINDOW } from '../../../pwa/call/machine/step.ts'
import type { CallWindow, End } from '../../../pwa/call/machine/model.ts'
import type { EngineView } from '../../../pwa/call/engine-view.ts'
import type { Reason, Refusal, Side } from '../../../protocol/reasons.ts'

const name = 'Grace Hopper'
const END = { how: 'ended', missed: false, durationMs: null } as const

function ended(reason: Reason, role: Side, more: Partial<Extract<End, { how: 'ended' }>> = {}) {
  return endText({ ...END, reason, role, endedBy: 'server', ...more }, name)
}

describe('the end', () => {
  it.each([
    ['completed', 'Call ended · 12:03'],
    ['declined', 'Grace Hopper declined the call.'],
    ['cancelled', 'You hung up.'],
    ['timeout', 'Grace Hopper did not answer.'],
    ['busy', 'Grace Hopper is in another call.'],
    ['unreachable', 'Grace Hopper cannot be reached now, and will see that you called.'],
    ['do-not-disturb', 'Grace Hopper does not want to be disturbed, and will see that you called.'],
    ['failed', 'The connection was lost.'],
  ] as const)('is told to the caller: %s', (reason, text) => {
    expect(ended(reason, 'caller', { durationMs: 723_000 })).toBe(text)
  })

  it.each([
    ['completed', 'Call ended · 12:03', { durationMs: 723_000 }],
    ['declined', 'You hung up.', {}],
    ['cancelled', 'Missed call from Grace Hopper', { missed: true }],
    ['cancelled', 'Grace Hopper hung up.', {}],
    ['failed', 'The connection could not be made.', {}],
    ['timeout', 'Missed call from Grace Hopper', { missed: true }],
  ] as const)('is told to the callee: %s: %s', (reason, text, more) => {
    expect(ended(reason, 'callee', more)).toBe(text)
  })

  it.each([
    ['caller', 'callee', 'Grace Hopper could not take the call.'],
    ['callee', 'caller', 'Grace Hopper could not go on.'],
    ['caller', 'caller', 'Peal may not use your microphone and camera.'],
    ['callee', 'callee', 'Peal may not use your microphone and camera.'],
  ] as const)(
    'is told to the %s when the call was interrupted by the %s',
    (role, endedBy, text) => {
      expect(ended('interrupted', role, { endedBy })).toBe(text)
    },
  )

  it.each([
    ['in-a-call', 'You are in another call.'],
    ['unknown-member', 'There is nobody of that name here.'],
    ['self', 'This is you.'],
    ['connector-off', 'This way to call is switched off.'],
    ['desktop-only', 'To call, open Peal on a desktop.'],
    ['rate-limited', 'You called several times. Try again in 3 minutes.'],
  ] as const satisfies readonly (readonly [Refusal, string])[])(
    'tells why a call was refused: %s',
    (code, text) => {
      expect(endText({ how: 'refused', code, retryMs: 121_000 }, name)).toBe(text)
    },
  )

  it('tells that the call is in another window or on another device', () => {
    expect(endText({ how: 'superseded' }, name)).toBe('This call is open in another window.')
    expect(endText({ how: 'answered-elsewhere' }, name)).toBe('Answered on another device')
  })
})

describe('the stage', () => {
  const target = { to: 'grace', connector: 'webrtc', kind: 'peer' } as const
  const ids = { callId: 'c', legId: 'l', prevLegIds: [] }
  const preparing = (prompt: boolean): CallWindow => ({
    ...NEW_WINDOW,
    doing: 'preparing',
    target,
    ids,
    media: { is: 'asking', prompt },
    peer: null,
  })
  const say = (now: CallWindow, away: 'offline' | 'away' | null = null) =>
    stageText(now, name, { away, quality: null })

  it('is shown before the call', () => {
    expect(say(preparing(true))).toBe('Your browser asks here. Press Allow.')
    expect(say(preparing(false))).toBe('Calling Grace Hopper…')
    const blocked: CallWindow = { ...NEW_WINDOW, doing: 'blocked', target }
    expect(say(blocked)).toBeNull()
    const where = { barrier: null, nobody: false, name, refusedBySystem: false }
    expect(asideText(blocked, where)).toBe(
      'The call was not placed: microphone and camera are blocked.',
    )
  })

  it('says that the server is away where it waits for the server', () => {
    expect(say(preparing(false), 'offline')).toBe('Calls are off while offline.')
    expect(say(preparing(false), 'away')).toBe('Peal cannot reach its server.')
    const blocked: CallWindow = { ...NEW_WINDOW, doing: 'blocked', target }
    expect(say(blocked, 'away')).toBeNull()
  })
})

describe('a connected call', () => {
  const call = { state: 'connected' } as Extract<CallWindow, { doing: 'live' }>['call']
  const live = (wasUp: boolean, up: boolean): CallWindow => {
    const peer = { pc: 1, up }
    return { ...NEW_WINDOW, doing: 'live', call, wasUp, peer, media: { is: 'none' } } as CallWindow
  }
  const view = (silent: boolean) => {
    const quality = { meter: 4, silent, weak: null } as EngineView['quality']
    return { away: null, quality }
  }

  it('is reconnecting only while nothing arrives', () => {
    expect(stageText(live(true, true), name, view(true))).toBe('Reconnecting…')
    expect(stageText(live(true, false), name, view(false))).toBe('Connected')
  })

  it('is reconnecting by the state of its connection until more is known', () => {
    expect(stageText(live(true, false), name, null)).toBe('Reconnecting…')
    expect(stageText(live(true, true), name, null)).toBe('Connected')
  })

  it('is not reconnecting before its media were connected for the first time', () => {
    expect(stageText(live(false, false), name, null)).toBe('Connecting…')
  })
})

describe('a duration', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [3_599_000, '59:59'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
  ])('of %i ms is shown as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})
