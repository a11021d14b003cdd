import { describe, expect, test } from 'vitest'
import { takenOffer } from '../../../protocol/call.ts'
import type { Call } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { place } from '../../../protocol/place.ts'
import {
  T0,
  after,
  connected,
  created,
  facts,
  grace,
  leg,
  placeBack,
  placed,
  request,
  ringing,
  run,
} from './some-calls.ts'

describe('one member, two browsers', () => {
  test('if one member places from two browsers, the second is refused as in a call', () => {
    const first = created(place(request(), facts()))
    const second = request({
      callId: 'second',
      by: { memberId: 'ada', deviceId: 'ada-lap', kind: 'desktop' },
      legId: 'lap-leg',
    })
    const live = first.state === 'ended' ? null : first
    const result = place(second, facts({ callerLive: live, calleeLive: live }))
    expect(result).toMatchObject({ refusal: 'in-a-call', callId: 'call' })
  })
})

test('a placing to a member who is removed meanwhile is refused', () => {
  expect(place(request({ to: null }), facts())).toMatchObject({ refusal: 'unknown-member' })
})

describe('glare', () => {
  test('glare with a cancel in between: the second placing is a call of its own', () => {
    const cancelled = run(placed(), after.hangup(T0 + 50))
    expect(cancelled).toMatchObject({ state: 'ended', missed: true })
    const call = created(placeBack(null, T0 + 100))
    expect(call).toMatchObject({ id: 'back', state: 'placed', callerId: 'grace' })
  })

  test('glare: if the first caller then hangs up, the call is cancelled and not missed', () => {
    const result = placeBack(placed(), T0 + 100)
    const call = result.type === 'joined' ? result.change.call : placed()
    expect(run(call, after.hangup(T0 + 200))).toMatchObject({ reason: 'cancelled', missed: false })
  })

  test('glare whose reply is lost: the repeated placing gets the same reply without the offer', () => {
    const result = placeBack(ringing(), T0 + 100)
    const same = result.type === 'joined' ? result.change.call : ringing()
    const again = place(
      request({
        at: T0 + 3_000,
        callId: 'back',
        by: { ...grace, kind: 'desktop' },
        to: 'ada',
        legId: 'grace-leg',
      }),
      facts({ same }),
    )
    expect(again).toMatchObject({ type: 'joined', change: { before: same, call: same } })
    expect(takenOffer(same, same)).toBeNull()
    // A join of its leg then makes the other page send a new offer.
    expect(step(same, after.join(T0 + 3_100, grace, 'grace-leg'))).toMatchObject({
      call: { gen: 2 },
      effects: [{ type: 'peer-reset', to: 'caller' }],
    })
  })

  test('glare whose placer reloads: its new leg replaces the callee’s', () => {
    const result = placeBack(ringing(), T0 + 100)
    const same = result.type === 'joined' ? result.change.call : ringing()
    const joined = step(same, after.join(T0 + 900, grace, 'grace-leg-2', 'grace-leg'))
    expect(joined).toMatchObject({ refusal: null, call: { callee: { legId: 'grace-leg-2' } } })
  })

  test('a recall that crosses a glare ends the old call, and one call is left', () => {
    // Ada's browser crashed in a call with Grace; then both call again at once.
    const old = connected({
      id: 'old',
      caller: leg('old-a', 'ada-desk', { silentAt: T0 - 6_000 }),
      callee: leg('old-g', 'grace-desk', { leftAt: T0 - 1_000 }),
    })
    const first = place(request(), facts({ callerLive: old, calleeLive: old }))
    expect(first).toMatchObject({ type: 'created', ended: [{ call: { id: 'old' } }] })
    const live = created(first)
    expect(placeBack(live.state === 'ended' ? null : live, T0 + 20)).toMatchObject({
      type: 'joined',
      ended: [],
      change: { call: { id: 'call', mergedId: 'back', state: 'answering' } },
    })
  })

  test('if three members call in a circle, the first rings, and the others are being called or find their callee busy', () => {
    const circle: readonly [string, string][] = [
      ['ada', 'grace'],
      ['grace', 'linus'],
      ['linus', 'ada'],
    ]
    const live = new Map<string, Call>()
    const results = circle.map(([from, to]) => {
      const of = (member: string) => {
        const call = live.get(member)
        return call === undefined || call.state === 'ended' ? null : call
      }
      const by = { memberId: from, deviceId: `${from}-desk`, kind: 'desktop' } as const
      const asked = request({ callId: `${from}-call`, by, to, legId: `${from}-leg` })
      const result = place(asked, facts({ callerLive: of(from), calleeLive: of(to) }))
      if (result.type === 'created' && result.call.state !== 'ended') {
        live.set(from, result.call)
        live.set(to, result.call)
      }
      return result
    })
    expect(results).toMatchObject([
      { type: 'created', call: { state: 'placed' } },
      { type: 'refused', refusal: 'being-called', callId: 'ada-call' },
      { type: 'created', call: { state: 'ended', reason: 'busy', missed: true } },
    ])
  })
})
