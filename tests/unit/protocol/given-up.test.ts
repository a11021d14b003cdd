import { describe, expect, test } from 'vitest'
import { GIVEN_UP_MS, howGivenUp } from '../../../protocol/given-up.ts'
import type { GivenUp } from '../../../protocol/given-up.ts'
import { place } from '../../../protocol/place.ts'
import {
  T0,
  ada,
  connected,
  created,
  facts,
  grace,
  leg,
  placeBack,
  placed,
  request,
  ringing,
} from './some-calls.ts'

const said = (how: GivenUp['how'], more: Partial<GivenUp> = {}): GivenUp => ({
  legId: 'ada-leg',
  how,
  at: T0 - 500,
  ...more,
})
const hungUp = { givenUp: [said('hung-up')] }
const left = { givenUp: [said('left')] }

describe('row 1a: a call that was hung up before its placing arrived', () => {
  test('is cancelled by its caller at once: nobody is rung, and the callee is not told', () => {
    expect(place(request(), facts(hungUp))).toMatchObject({
      type: 'created',
      call: {
        state: 'ended',
        rev: 1,
        reason: 'cancelled',
        endedBy: 'caller',
        missed: false,
        endedAt: T0,
      },
      effects: [{ type: 'ended', history: 'caller' }],
      ended: [],
    })
  })

  test('is cancelled also if another leg places it, as after a reload', () => {
    const again = request({ legId: 'ada-leg-2', prevLegId: 'ada-leg' })
    expect(created(place(again, facts(hungUp)))).toMatchObject({ reason: 'cancelled' })
  })

  test.each([
    ['is busy', { calleeLive: connected({ id: 'other', callerId: 'linus' }) }],
    ['does not want to be disturbed', { calleeDoesNotDisturb: true }],
    ['blocked the caller', { calleeBlocksCaller: true }],
    ['is nowhere', { targets: [], reach: { sockets: 'never' } }],
  ] as const)('is cancelled even if the callee %s', (_what, more) => {
    expect(place(request(), facts({ ...hungUp, ...more }))).toMatchObject({
      call: { reason: 'cancelled', missed: false },
      effects: [{ type: 'ended', history: 'caller' }],
    })
  })

  test('does not answer the callee’s call, and does not end the placer’s own', () => {
    const theirs = ringing()
    const back = { callId: 'back', legId: 'grace-leg', to: 'ada' }
    const asked = request({ ...back, by: { ...grace, kind: 'desktop' } })
    const meets = facts({ ...hungUp, callerLive: theirs, calleeLive: theirs })
    expect(place(asked, meets)).toMatchObject({ call: { reason: 'cancelled' }, ended: [] })
    expect(placeBack(theirs, T0)).toMatchObject({ type: 'joined' })
    const callerLive = connected({ id: 'mine', caller: leg('old', 'ada-desk', { leftAt: T0 }) })
    expect(place(request(), facts({ ...hungUp, callerLive })).ended).toEqual([])
  })

  test('still ends overdue calls', () => {
    const callerLive = placed({ id: 'old', limitAt: T0 })
    const result = place(request(), facts({ ...hungUp, callerLive }))
    expect(result.ended.map(({ call }) => call.reason)).toEqual(['timeout'])
  })

  test.each([
    ['connector-off', { kind: null }],
    ['rate-limited', { rateLimited: true }],
    ['no-account', { hasAccount: false }],
  ] as const)('is still refused as %s', (refusal, more) => {
    expect(place(request(), facts({ ...hungUp, ...more }))).toMatchObject({ refusal })
  })

  test('does not change a call that exists', () => {
    const same = ringing()
    const result = place(request(), facts({ ...hungUp, same, callerLive: same }))
    expect(result.type === 'joined' && result.change.call).toBe(same)
  })
})

describe('row 1b: a window that said goodbye before its placing arrived', () => {
  test('places no call', () => {
    expect(place(request(), facts(left))).toEqual({
      type: 'refused',
      refusal: 'unknown-call',
      callId: null,
      ended: [],
    })
  })

  test('places the call with its new leg after a reload', () => {
    const again = request({ legId: 'ada-leg-2', prevLegId: 'ada-leg' })
    expect(created(place(again, facts(left)))).toMatchObject({ state: 'placed' })
  })

  test('has hung up if it did both, in whatever order', () => {
    for (const givenUp of [
      [said('hung-up'), said('left', { at: T0 })],
      [said('left'), said('hung-up', { legId: 'ada-leg-0', at: T0 })],
    ]) {
      expect(created(place(request(), facts({ givenUp })))).toMatchObject({ reason: 'cancelled' })
    }
  })
})

test('hang-ups and goodbyes apply for a minute', () => {
  const at = T0 + GIVEN_UP_MS
  const about = (moment: number) => ({ at: moment, legId: 'ada-leg' })
  for (const how of ['hung-up', 'left'] as const) {
    const words = [said(how, { at: T0 })]
    expect(howGivenUp(words, about(at - 1))).toBe(how)
    expect(howGivenUp(words, about(at))).toBeNull()
    expect(
      created(place(request({ at, by: { ...ada, kind: 'desktop' } }), facts({ givenUp: words }))),
    ).toMatchObject({ state: 'placed' })
  }
})
