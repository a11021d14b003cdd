import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUnanswered } from '../../../protocol/call.ts'
import type { Call, CallEvent, CallEffect } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { times } from '../../support/counts.ts'
import {
  ANSWERED,
  T0,
  ada,
  after,
  answering,
  connected,
  grace,
  graceAtWork,
  leg,
  linus,
  placed,
  ringing,
  run,
  target,
} from './some-calls.ts'

/** Steps through events, and keeps every state and all effects. */
function story(call: Call, events: readonly CallEvent[]) {
  const states: Call[] = [call]
  const effects: CallEffect[] = []
  for (const event of events) {
    const result = step(states.at(-1) ?? call, event)
    states.push(result.call)
    effects.push(...result.effects)
  }
  return { states, effects, last: states.at(-1) ?? call }
}

describe('race-of-ends', () => {
  const happenings = fc.constantFrom<(at: number) => CallEvent>(
    after.tick,
    after.answer,
    (at) => after.answer(at, graceAtWork, 'work-leg'),
    (at) => after.decline(at),
    (at) => after.decline(at, graceAtWork),
    (at) => after.hangup(at),
    (at) => after.hangup(at, grace, 'grace-leg'),
    (at) => after.ringing(at),
    (at) => after.ready(at),
    (at) => after.ready(at, grace, 'grace-leg'),
    (at) => after.media(at, 'up'),
    (at) => after.media(at, 'lost'),
    (at) => after.media(at, 'refused', grace, 'grace-leg'),
    (at) => after.silent(at),
    (at) => after.silent(at, 'grace-leg'),
    (at) => after.left(at),
    (at) => after.left(at, grace, 'grace-leg'),
    (at) => after.bound(at),
    (at) => after.join(at, ada, 'ada-leg', null, 'offer'),
    (at) => after.join(at, grace, 'grace-leg'),
  )
  const events = fc.array(fc.tuple(happenings, fc.nat(20_000)), { maxLength: 24 })

  test('race-of-ends: answer, cancel, decline and timeout in any order give one end, the same for all', () => {
    fc.assert(
      fc.property(events, fc.boolean(), (drawn, isRoom) => {
        let at = T0
        const list = drawn.map(([make, wait]) => {
          at += wait
          return make(at)
        })
        const first = isRoom ? placed({ kind: 'room', offer: null }) : placed()
        // If nobody ends the call, time does; a connected call ends by the goodbye of one side.
        const rest = [after.left(at + 1), after.tick(at + 5_001), after.tick(at + 60_001)]
        const { states, effects, last } = story(first, [...list, ...rest])
        expect(last.state).toBe('ended')
        const end = states.findIndex(({ state }) => state === 'ended')
        for (const state of states.slice(end)) expect(state).toBe(last)
        expect(effects.filter(({ type }) => type === 'ended')).toHaveLength(1)
        // Rings stop exactly once, by the answer or the end.
        expect(effects.filter(({ type }) => type === 'stop-rings')).toHaveLength(1)
        const answered = states.find((state) => !isUnanswered(state) && state.state !== 'ended')
        if (answered !== undefined && last.state === 'ended') {
          expect(last.answeredAt).not.toBeNull()
          expect(last.missed).toBe(false)
        }
        for (const [index, state] of states.entries()) {
          const before = states[index - 1] ?? state
          expect(state.rev - before.rev).toBeLessThanOrEqual(1)
          expect(state.gen).toBeGreaterThanOrEqual(before.gen)
        }
      }),
      { numRuns: times('race-of-ends') },
    )
  })
})

describe('one-answer', () => {
  const devices = ['desk', 'work', 'lap', 'attic', 'boat']

  test('one-answer: if 5 devices answer at once, one claims the leg and the others are told', () => {
    const order = fc.shuffledSubarray(devices, { minLength: devices.length })
    fc.assert(
      fc.property(order, fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }), (drawn, waits) => {
        let call: Call = ringing({ targets: devices.map((device) => target(device)) })
        let at = ANSWERED
        const refusals = drawn.map((deviceId, index) => {
          at += waits[index] ?? 0
          const by = { memberId: 'grace', deviceId }
          const result = step(call, after.answer(at, by, `${deviceId}-leg`))
          call = result.call
          return result.refusal
        })
        expect(refusals).toEqual([null, ...Array<string>(4).fill('answered-elsewhere')])
        expect(call).toMatchObject({ state: 'answering', callee: { deviceId: drawn[0] } })
      }),
      { numRuns: times('one-answer') },
    )
  })

  test('if two windows of one device answer, the second is told', () => {
    const call = run(ringing(), after.answer(ANSWERED, grace, 'one'))
    expect(step(call, after.answer(ANSWERED, grace, 'two'))).toMatchObject({
      refusal: 'answered-elsewhere',
    })
  })
})

describe('reloads', () => {
  test('takeover: a late goodbye after the page has joined again is ignored', () => {
    const back = run(connected(), after.join(T0 + 7_000, ada, 'ada-leg-2', 'ada-leg', 'offer'))
    const late = step(back, after.left(T0 + 7_100))
    expect(late).toMatchObject({ refusal: 'answered-elsewhere' })
    expect(late.call).toBe(back)
    expect(run(back, after.tick(T0 + 60_000))).toBe(back)
  })

  test('takeover: the leg that was replaced cannot change the call any more', () => {
    const back = run(answering(), after.join(T0 + 7_000, grace, 'grace-2', 'grace-leg'))
    for (const event of [
      after.hangup(T0 + 7_001, grace, 'grace-leg'),
      after.ready(T0 + 7_001, grace, 'grace-leg'),
      after.media(T0 + 7_001, 'refused', grace, 'grace-leg'),
      after.silent(T0 + 7_001, 'grace-leg'),
      after.bound(T0 + 7_001, 'grace-leg'),
      after.join(T0 + 7_001, grace, 'grace-leg'),
    ]) {
      expect(step(back, event).call).toBe(back)
    }
  })

  test('an answer during the caller’s reload: the call goes on with the new page’s connection', () => {
    const call = run(
      ringing(),
      after.left(T0 + 1_000),
      after.silent(T0 + 1_001),
      after.answer(T0 + 1_500),
    )
    const back = step(call, after.join(T0 + 2_000, ada, 'ada-leg-2', 'ada-leg', 'offer'))
    expect(back).toMatchObject({
      call: { state: 'answering', gen: 2, caller: leg('ada-leg-2', 'ada-desk') },
      effects: [{ type: 'peer-reset', to: 'callee' }],
    })
  })

  test('after a server restart every leg is silent from the start, and a call to which nobody reconnects ends', () => {
    const start = T0 + 10_000
    for (const [call, ends] of [
      [ringing(), start + 15_000],
      [answering(), start + 30_000],
      [connected(), start + 30_000],
    ] as const) {
      const silent = run(call, after.silent(start), after.silent(start, 'grace-leg'))
      expect(run(silent, after.tick(ends - 1)).state).toBe(call.state)
      expect(run(silent, after.tick(ends)).state).toBe('ended')
    }
  })
})

describe('disorder', () => {
  test('a ringing report after the answer or the end changes nothing', () => {
    const end = run(ringing(), after.hangup(T0 + 1_000))
    expect(run(end, after.ringing(T0 + 1_001))).toBe(end)
  })

  test('if the sweep and the timer find a call, the second has nothing to do', () => {
    const end = run(ringing(), after.tick(T0 + 48_000))
    expect(step(end, after.tick(T0 + 48_000))).toMatchObject({ call: end, effects: [] })
  })

  test('a sign-out while answering ends the call', () => {
    const out: CallEvent = { type: 'device-out', at: ANSWERED, deviceId: 'grace-desk' }
    const end = run(ringing(), after.answer(ANSWERED), out)
    expect(end).toMatchObject({ reason: 'declined', endedBy: 'server', missed: false })
  })
})

test('third-leg: whatever a third person or a second window of a member does, it changes nothing', () => {
  const strangers = [linus, { memberId: 'ada', deviceId: 'ada-lap' }, graceAtWork]
  for (const call of [answering(), connected()]) {
    for (const by of strangers) {
      for (const event of [
        after.join(ANSWERED, by, 'third-leg', 'third-leg'),
        after.answer(ANSWERED, by, 'third-leg'),
        after.hangup(ANSWERED, by, 'third-leg'),
        after.decline(ANSWERED, by),
        after.ready(ANSWERED, by, 'third-leg'),
        after.media(ANSWERED, 'up', by, 'third-leg'),
        after.media(ANSWERED, 'refused', by, 'third-leg'),
        after.left(ANSWERED, by, 'third-leg'),
      ]) {
        const result = step(call, event)
        expect(result.call).toBe(call)
        expect(['not-a-party', 'answered-elsewhere']).toContain(result.refusal)
      }
    }
  }
})
