import { describe, expect, test } from 'vitest'
import { takenOffer } from '../../../protocol/call.ts'
import { place } from '../../../protocol/place.ts'
import type { PlaceFacts } from '../../../protocol/place-model.ts'
import {
  T0,
  answering,
  connected,
  facts,
  grace,
  graceAtWork,
  leg,
  placeBack,
  placed,
  request,
  ringing,
} from './some-calls.ts'

describe('row 3', () => {
  test.each([placed(), ringing()])('the placer answers a $state call in a glare', (theirs) => {
    const result = placeBack(theirs, T0 + 200)
    expect(result).toMatchObject({
      type: 'joined',
      ended: [],
      change: {
        before: theirs,
        call: {
          id: 'call',
          mergedId: 'back',
          state: 'answering',
          rev: theirs.rev + 1,
          callee: leg('grace-leg', 'grace-desk'),
          limitAt: T0 + 200 + 60_000,
        },
        effects: [{ type: 'stop-rings', answered: true }],
      },
    })
    const change = result.type === 'joined' ? result.change : null
    expect(change && takenOffer(change.before, change.call)).toBe('offer of ada-leg')
  })

  test('both are handed over in a glare of rooms', () => {
    const theirs = ringing({ kind: 'room', offer: null })
    expect(placeBack(theirs, T0 + 200)).toMatchObject({
      type: 'joined',
      change: { call: { state: 'ended', reason: 'handed-over', mergedId: 'back' } },
    })
  })

  test('a glare needs an unanswered call', () => {
    expect(placeBack(answering(), T0 + 5_000)).toMatchObject({ refusal: 'in-a-call' })
  })

  test('a caller who has been silent for less than 5 s still counts', () => {
    const theirs = ringing({ caller: leg('ada-leg', 'ada-desk', { silentAt: T0 }) })
    expect(placeBack(theirs, T0 + 4_999).type).toBe('joined')
  })

  test('the call of a caller who has been silent for 5 s ends cancelled, and the new one rings', () => {
    const theirs = ringing({ caller: leg('ada-leg', 'ada-desk', { silentAt: T0 }) })
    const result = placeBack(theirs, T0 + 5_000)
    expect(result).toMatchObject({
      type: 'created',
      call: { id: 'back', state: 'placed', callerId: 'grace' },
      ended: [{ call: { id: 'call', reason: 'cancelled', missed: true } }],
    })
  })

  test('a glare is checked before limits, connectors and do not disturb', () => {
    const theirs = ringing()
    const more: Partial<PlaceFacts> = { kind: null, rateLimited: true, calleeDoesNotDisturb: true }
    const result = place(
      request({ callId: 'back', by: { ...grace, kind: 'desktop' }, to: 'ada', legId: 'grace-leg' }),
      facts({ callerLive: theirs, calleeLive: theirs, ...more }),
    )
    expect(result.type).toBe('joined')
  })
})

describe('row 4a', () => {
  const again = (at: number) => request({ at, callId: 'again', legId: 'ada-leg-2' })

  test.each([
    [ringing(), 'cancelled'],
    [answering(), 'cancelled'],
    [connected(), 'completed'],
  ] as const)('a $0.state call ends %s if the placer’s leg has left', (call, reason) => {
    const callerLive = { ...call, caller: leg('ada-leg', 'ada-desk', { leftAt: T0 + 7_000 }) }
    const result = place(again(T0 + 7_001), facts({ callerLive, calleeLive: callerLive }))
    expect(result).toMatchObject({
      type: 'created',
      call: { id: 'again', state: 'placed' },
      ended: [{ call: { reason, endedBy: 'caller' } }],
    })
  })

  test('an answering call ends declined if the callee places and their leg has left', () => {
    const callee = leg('grace-leg', 'grace-desk', { leftAt: T0 + 7_000 })
    expect(placeBack(answering({ callee }), T0 + 7_001)).toMatchObject({
      type: 'created',
      ended: [{ call: { reason: 'declined', endedBy: 'callee' } }],
    })
  })

  test('a call whose leg has left ends whoever is called', () => {
    const caller = leg('ada-leg', 'ada-desk', { leftAt: T0 })
    const callerLive = ringing({ caller, calleeId: 'linus' })
    expect(place(again(T0 + 1), facts({ callerLive })).type).toBe('created')
  })

  test.each([
    [ringing(), 'cancelled'],
    [answering(), 'failed'],
    [connected(), 'failed'],
  ] as const)(
    'a $0.state call ends %s if the placer is silent for 5 s and calls its partner',
    (call, reason) => {
      const callerLive = { ...call, caller: leg('ada-leg', 'ada-desk', { silentAt: T0 + 7_000 }) }
      const both = facts({ callerLive, calleeLive: callerLive })
      expect(place(again(T0 + 12_000), both)).toMatchObject({
        type: 'created',
        call: { state: 'placed' },
        ended: [{ call: { reason, endedBy: 'server' } }],
      })
      expect(place(again(T0 + 11_999), both)).toMatchObject({ refusal: 'in-a-call' })
    },
  )

  test('a silent placer who calls somebody else is in a call', () => {
    const caller = leg('ada-leg', 'ada-desk', { silentAt: T0 })
    const callerLive = ringing({ caller, calleeId: 'linus' })
    expect(place(again(T0 + 6_000), facts({ callerLive }))).toMatchObject({ refusal: 'in-a-call' })
  })
})

describe('row 4', () => {
  test('a caller in a live call is refused with that call’s id', () => {
    const callerLive = connected({ id: 'other', calleeId: 'linus' })
    expect(place(request(), facts({ callerLive }))).toEqual({
      type: 'refused',
      refusal: 'in-a-call',
      callId: 'other',
      ended: [],
    })
  })

  test('a caller who is being rung by somebody else is told so', () => {
    const callerLive = ringing({ id: 'other', callerId: 'linus', calleeId: 'ada' })
    expect(place(request(), facts({ callerLive }))).toMatchObject({
      refusal: 'being-called',
      callId: 'other',
    })
  })
})

test('third-leg: a second window of the caller is refused while the first one is open', () => {
  const same = ringing()
  const other = request({ at: T0 + 1_000, callId: 'other', legId: 'other-leg', to: 'linus' })
  expect(place(other, facts({ callerLive: same }))).toMatchObject({ refusal: 'in-a-call' })
  const elsewhere = placeBack(answering(), T0 + 5_000, { by: { ...graceAtWork, kind: 'desktop' } })
  expect(elsewhere).toMatchObject({ refusal: 'in-a-call', callId: 'call' })
})
