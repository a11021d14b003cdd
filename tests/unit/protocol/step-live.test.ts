import { describe, expect, test } from 'vitest'
import type { CallEvent } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { same } from './same.ts'
import {
  ANSWERED,
  CONNECTED,
  ada,
  after,
  answering,
  connected,
  grace,
  linus,
  placed,
  ringing,
  run,
  target,
} from './some-calls.ts'

const AT = ANSWERED
const over = { type: 'ended', history: 'both' }

describe('row 17: media refused', () => {
  test.each([
    [answering(), ada, 'ada-leg', 'caller'],
    [answering(), grace, 'grace-leg', 'callee'],
    [connected(), grace, 'grace-leg', 'callee'],
  ] as const)('ends a $0.state call as interrupted', (call, by, legId, endedBy) => {
    expect(run(call, after.media(CONNECTED, 'refused', by, legId))).toMatchObject({
      reason: 'interrupted',
      endedBy,
      missed: false,
    })
  })

  test('by the caller before the answer is a hang-up', () => {
    expect(run(ringing(), after.media(AT, 'refused'))).toMatchObject({
      reason: 'cancelled',
      endedBy: 'caller',
      missed: true,
    })
  })

  test('third-leg: by another leg changes nothing', () => {
    same(ringing(), after.media(AT, 'refused', grace, 'grace-leg'), 'answered-elsewhere')
    same(connected(), after.media(CONNECTED, 'refused', ada, 'x'), 'answered-elsewhere')
    same(connected(), after.media(CONNECTED, 'refused', linus, 'ada-leg'), 'not-a-party')
  })
})

describe('row 18: ready', () => {
  test('of both sides starts the media limit of 20 s', () => {
    const one = run(answering(), after.ready(AT + 1_000))
    expect(one).toMatchObject({ phase: 'prepare', limitAt: AT + 60_000, caller: { ready: true } })
    same(one, after.ready(AT + 1_500))
    expect(run(one, after.ready(AT + 2_000, grace, 'grace-leg'))).toMatchObject({
      phase: 'media',
      limitAt: AT + 22_000,
      rev: 5,
    })
  })

  test.each([placed(), ringing(), answering({ phase: 'media' }), connected()])(
    'nothing else: $state',
    (call) => {
      same(call, after.ready(AT))
    },
  )

  test('third-leg: of another leg changes nothing', () => {
    same(answering(), after.ready(AT, ada, 'other'), 'answered-elsewhere')
    same(answering(), after.ready(AT, linus, 'ada-leg'), 'not-a-party')
  })
})

describe('row 19: media up', () => {
  test.each([
    [ada, 'ada-leg'],
    [grace, 'grace-leg'],
  ] as const)('of either leg connects the call', (by, legId) => {
    expect(step(answering(), after.media(CONNECTED, 'up', by, legId))).toEqual({
      call: connected(),
      refusal: null,
      effects: [],
    })
  })

  test('before the answer, again, or of another leg changes nothing', () => {
    same(ringing(), after.media(AT, 'up'))
    same(connected(), after.media(CONNECTED, 'up'))
    same(answering(), after.media(AT, 'up', ada, 'other'), 'answered-elsewhere')
  })
})

describe('rows 20 to 23', () => {
  test.each(['prepare', 'media'] as const)(
    'row 20: the %s limit fails the call, and its phase is kept',
    (phase) => {
      const call = answering({ phase })
      same(call, after.tick(AT + 59_999))
      expect(run(call, after.tick(AT + 60_000))).toMatchObject({
        reason: 'failed',
        endedBy: 'server',
        phase,
        missed: false,
      })
    },
  )

  test.each([
    [answering(), ada, 'ada-leg', 'cancelled', 'caller'],
    [answering(), grace, 'grace-leg', 'declined', 'callee'],
    [connected(), ada, 'ada-leg', 'completed', 'caller'],
    [connected(), grace, 'grace-leg', 'completed', 'callee'],
  ] as const)(
    'rows 21 and 22: a hang-up or goodbye ends a $0.state call, by $4',
    (call, by, legId, reason, endedBy) => {
      const end = { state: 'ended', reason, endedBy, missed: false }
      const at = CONNECTED
      expect(step(call, after.hangup(at, by, legId))).toMatchObject({ call: end, effects: [over] })
      const left = run(call, after.left(at, by, legId))
      same(left, after.tick(at + 4_999))
      expect(run(left, after.tick(at + 5_000))).toMatchObject(end)
    },
  )

  test.each([answering(), connected()])(
    'rows 21 and 23: a leg that is silent for 30 s fails a $state call',
    (call) => {
      for (const legId of ['ada-leg', 'grace-leg']) {
        const silent = run(call, after.silent(CONNECTED, legId))
        same(silent, after.tick(CONNECTED + 29_999))
        expect(run(silent, after.tick(CONNECTED + 30_000))).toMatchObject({
          reason: 'failed',
          endedBy: 'server',
          missed: false,
        })
      }
    },
  )

  test('row 22: a completed call has its duration', () => {
    expect(run(connected(), after.hangup(CONNECTED + 61_000))).toMatchObject({
      connectedAt: CONNECTED,
      endedAt: CONNECTED + 61_000,
    })
  })

  test('row 23: media lost fails a connected call only, and only by a present leg', () => {
    expect(run(connected(), after.media(CONNECTED + 40_000, 'lost'))).toMatchObject({
      reason: 'failed',
      endedBy: 'caller',
    })
    same(answering(), after.media(AT, 'lost'))
    same(connected(), after.media(CONNECTED, 'lost', ada, 'other'), 'answered-elsewhere')
  })
})

describe('row 24: devices that are signed out and members who are removed', () => {
  const out = (deviceId: string): CallEvent => ({ type: 'device-out', at: AT, deviceId })
  const gone = (memberId: string): CallEvent => ({ type: 'member-out', at: AT, memberId })

  test.each([
    [ringing(), 'ada-desk', 'cancelled'],
    [answering(), 'ada-desk', 'cancelled'],
    [answering(), 'grace-desk', 'declined'],
    [connected(), 'grace-desk', 'completed'],
  ] as const)(
    'a device with the leg of a $0.state call hangs up for its side',
    (call, id, reason) => {
      expect(run(call, out(id))).toMatchObject({ state: 'ended', reason, endedBy: 'server' })
    },
  )

  test('a ring target fails, and its tokens become void', () => {
    const result = step(ringing(), out('grace-work'))
    expect(result).toMatchObject({
      call: { state: 'ringing', rev: 3, targets: [{ state: 'socket' }, { state: 'failed' }] },
      effects: [{ type: 'void-target', deviceId: 'grace-work' }],
    })
  })

  test('the tokens of a target whose push was gone already become void as well', () => {
    const call = ringing({ targets: [target('grace-work', { state: 'failed' })] })
    expect(step(call, out('grace-work'))).toEqual({
      call,
      refusal: null,
      effects: [{ type: 'void-target', deviceId: 'grace-work' }],
    })
  })

  test('the tokens of an open page stay valid if only its push is gone', () => {
    const event: CallEvent = { type: 'target-failed', at: AT, deviceId: 'grace-work' }
    expect(step(ringing(), event).effects).toEqual([])
  })

  test('any other device changes nothing', () => {
    same(ringing(), out('linus-desk'))
    same(answering(), out('grace-work'))
  })

  test.each([
    [ringing(), 'grace', 'unreachable'],
    [ringing(), 'ada', 'cancelled'],
    [answering(), 'grace', 'declined'],
    [connected(), 'ada', 'completed'],
  ] as const)('a member, $0.state: %s', (call, memberId, reason) => {
    expect(run(call, gone(memberId))).toMatchObject({ reason, endedBy: 'server' })
    same(call, gone('linus'))
  })
})
