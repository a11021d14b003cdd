import { describe, expect, test } from 'vitest'
import { step } from '../../../protocol/call-step.ts'
import { same } from './same.ts'
import {
  ANSWERED,
  CONNECTED,
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

const AT = ANSWERED
const over = { type: 'ended', history: 'both' }

describe('row 9: answer', () => {
  test.each([placed(), ringing()])('claims the leg of a $state call', (call) => {
    const result = step(call, after.answer(AT))
    expect(result).toEqual({
      call: answering({ rev: call.rev + 1 }),
      refusal: null,
      effects: [{ type: 'stop-rings', answered: true }],
    })
  })

  test('a leg that another page claims is silent from then on', () => {
    expect(run(ringing(), after.answer(AT, grace, 'grace-leg', false))).toMatchObject({
      callee: { silentAt: AT },
    })
  })

  test('the offer is erased', () => {
    expect(JSON.stringify(run(ringing(), after.answer(AT)))).not.toContain('offer')
  })

  test('an answer counts until the server’s deadline, although devices have stopped ringing', () => {
    expect(run(ringing(), after.answer(T0 + 47_999))).toMatchObject({ state: 'answering' })
  })

  test('after the deadline row 15 applies first, and the reply is as in row 25', () => {
    const result = step(ringing(), after.answer(T0 + 48_000))
    expect(result).toMatchObject({
      call: { state: 'ended', reason: 'timeout', missed: true },
      refusal: null,
    })
  })

  test('only the callee answers', () => {
    same(ringing(), after.answer(AT, ada, 'x'), 'not-a-party')
    same(ringing(), after.answer(AT, linus, 'x'), 'not-a-party')
  })
})

describe('row 9a: join', () => {
  test.each([placed(), ringing()])(
    'the caller’s present leg brings a new offer to a $state call',
    (call) => {
      const away = {
        ...call,
        caller: leg('ada-leg', 'ada-desk', { leftAt: AT - 1, silentAt: AT - 1 }),
      }
      const result = step(away, after.join(AT, ada, 'ada-leg', null, 'new offer'))
      expect(result).toEqual({
        call: { ...call, rev: call.rev + 1, gen: 2, offer: 'new offer' },
        refusal: null,
        effects: [],
      })
    },
  )

  test('without a new offer the stored one stays', () => {
    expect(run(ringing(), after.join(AT, ada, 'ada-leg'))).toMatchObject({
      offer: 'offer of ada-leg',
      gen: 2,
    })
  })

  test('a new leg of the same device replaces the present one', () => {
    const call = run(ringing(), after.join(AT, ada, 'ada-leg-2', 'ada-leg', 'new offer'))
    expect(call).toMatchObject({ caller: leg('ada-leg-2', 'ada-desk'), offer: 'new offer' })
    same(call, after.left(AT + 1), 'answered-elsewhere')
  })

  test.each([
    ['another leg', after.join(AT, ada, 'x')],
    ['a wrong former leg', after.join(AT, ada, 'x', 'y')],
    ['another device', after.join(AT, { ...ada, deviceId: 'ada-lap' }, 'x', 'ada-leg')],
    ['another device with its id', after.join(AT, { ...ada, deviceId: 'ada-lap' }, 'ada-leg')],
    ['the callee before an answer', after.join(AT, grace, 'grace-leg')],
  ])('third-leg: %s is refused as answered-elsewhere', (_who, event) => {
    same(ringing(), event, 'answered-elsewhere')
  })

  test('third-leg: a third person is refused as not-a-party', () => {
    same(ringing(), after.join(AT, linus, 'ada-leg'), 'not-a-party')
    same(connected(), after.join(CONNECTED, linus, 'grace-leg'), 'not-a-party')
  })

  test('while answering, the other page starts anew, and so do this side’s ready and the limit', () => {
    const call = answering({
      phase: 'media',
      limitAt: AT + 9_000,
      caller: leg('ada-leg', 'ada-desk', { ready: true }),
      callee: leg('grace-leg', 'grace-desk', { ready: true, silentAt: AT }),
    })
    const result = step(call, after.join(AT + 2_000, grace, 'grace-leg-2', 'grace-leg'))
    expect(result).toEqual({
      call: answering({
        rev: 4,
        gen: 2,
        phase: 'prepare',
        limitAt: AT + 62_000,
        caller: leg('ada-leg', 'ada-desk', { ready: true }),
        callee: leg('grace-leg-2', 'grace-desk'),
      }),
      refusal: null,
      effects: [{ type: 'peer-reset', to: 'caller' }],
    })
  })

  test('while connected, the other page starts anew', () => {
    const result = step(connected(), after.join(CONNECTED + 1, ada, 'ada-leg-2', 'ada-leg', 'o'))
    expect(result).toMatchObject({
      call: { state: 'connected', gen: 2, rev: 5 },
      effects: [{ type: 'peer-reset', to: 'callee' }],
    })
  })
})

describe('row 10: answer again', () => {
  test.each([answering(), connected()])('the same leg gets the same reply while $state', (call) => {
    same(call, after.answer(CONNECTED))
    same(call, after.answer(CONNECTED, grace, 'other'), 'answered-elsewhere')
    same(call, after.answer(CONNECTED, graceAtWork, 'other'), 'answered-elsewhere')
  })
})

describe('row 11: answer of a room', () => {
  test('ends the call as handed over, and both members are free', () => {
    const result = step(ringing({ kind: 'room', offer: null }), after.answer(AT))
    expect(result).toMatchObject({
      call: {
        state: 'ended',
        reason: 'handed-over',
        endedBy: 'callee',
        missed: false,
        phase: null,
        callee: leg('grace-leg', 'grace-desk'),
      },
      effects: [{ type: 'stop-rings', answered: true }, over],
    })
  })
})

describe('row 12: ringing', () => {
  test('the first report makes the call ringing', () => {
    expect(step(placed(), after.ringing(AT))).toMatchObject({
      call: { state: 'ringing', rev: 2, targets: [{ state: 'rang' }, { state: 'socket' }] },
      effects: [],
    })
  })

  test('later reports change only their target’s row', () => {
    const call = run(placed(), after.ringing(AT))
    const second = step(call, after.ringing(AT, 'grace-work'))
    expect(second.call).toMatchObject({ rev: 2, targets: [{ state: 'rang' }, { state: 'rang' }] })
    same(second.call, after.ringing(AT, 'grace-work'))
  })

  test('only a target can report', () => {
    same(placed(), after.ringing(AT, 'linus-desk'))
    same(placed({ targets: [target('a', { state: 'stopped' })] }), after.ringing(AT, 'a'))
  })

  test('a page of a device whose push is gone rings, but does not keep the callee reachable', () => {
    const call = placed({ targets: [target('grace-desk', { state: 'failed' })] })
    expect(run(call, after.ringing(AT))).toMatchObject({
      state: 'ringing',
      targets: [{ state: 'failed' }],
    })
  })
})
