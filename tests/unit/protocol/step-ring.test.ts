import { describe, expect, test } from 'vitest'
import type { CallEvent } from '../../../protocol/call.ts'
import { step } from '../../../protocol/call-step.ts'
import { same } from './same.ts'
import {
  ANSWERED,
  T0,
  ada,
  after,
  answering,
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
const stopped = { type: 'stop-rings', answered: false }
const over = { type: 'ended', history: 'both' }

describe('row 8: a callee who becomes unreachable during the ring', () => {
  const reachable = (sockets: 'open' | 'never', at = AT): CallEvent => ({
    type: 'reach',
    at,
    reach: { sockets },
  })
  const closed = (since: number): CallEvent => ({
    type: 'reach',
    at: since,
    reach: { sockets: 'closed', since, graceMs: 5_000 },
  })
  const lonely = ringing({ targets: [target('grace-desk', { push: false })] })

  test('is unreachable if no socket is back within 5 s of the last one’s close', () => {
    const call = run(lonely, closed(AT))
    expect(call).toMatchObject({ state: 'ringing', unreachableAt: AT + 5_000, rev: 3 })
    expect(run(call, after.tick(AT + 5_000))).toMatchObject({
      reason: 'unreachable',
      endedBy: 'server',
      missed: true,
    })
  })

  test('is reachable again when a socket is back', () => {
    const call = run(lonely, closed(AT), reachable('open', AT + 4_999))
    expect(call).toMatchObject({ state: 'ringing', unreachableAt: null })
  })

  test('is reachable as long as one push target works', () => {
    same(ringing(), closed(AT))
    same(ringing(), reachable('never'))
  })

  test('is unreachable at once if every target fails and there never was a socket', () => {
    const failing = run(
      placed(),
      { type: 'target-failed', at: AT, deviceId: 'grace-desk' },
      { type: 'target-failed', at: AT, deviceId: 'grace-work' },
    )
    expect(failing).toMatchObject({ state: 'placed' })
    expect(run(failing, reachable('never'))).toMatchObject({ reason: 'unreachable' })
  })

  test('is not affected by a target that fails again, or an unknown one', () => {
    const call = run(placed(), { type: 'target-failed', at: AT, deviceId: 'grace-desk' })
    same(call, { type: 'target-failed', at: AT, deviceId: 'grace-desk' })
    same(call, { type: 'target-failed', at: AT, deviceId: 'linus-desk' })
  })

  test('does not end a call that is answered', () => {
    same(answering(), reachable('never'))
    same(answering(), { type: 'target-failed', at: AT, deviceId: 'grace-desk' })
    same(answering(), { type: 'target', at: AT, target: target('new') })
  })
})

describe('ring targets', () => {
  test('a desktop that says hello during the ring becomes a target and rings', () => {
    const event: CallEvent = { type: 'target', at: AT, target: target('new') }
    const call = ringing({ unreachableAt: AT + 3_000 })
    const result = step(call, event)
    expect(result.call).toMatchObject({ rev: 3, unreachableAt: null })
    expect('targets' in result.call && result.call.targets).toHaveLength(3)
    expect(result.effects).toEqual([{ type: 'ring', deviceId: 'new' }])
  })

  test('a known target rings again, and nothing changes', () => {
    const call = ringing()
    const result = step(call, { type: 'target', at: AT, target: target('grace-desk') })
    expect(result.call).toBe(call)
    expect(result.effects).toEqual([{ type: 'ring', deviceId: 'grace-desk' }])
  })

  test('a failed target that reconnects rings again', () => {
    const call = ringing({ targets: [target('grace-desk', { state: 'failed' })] })
    expect(run(call, { type: 'target', at: AT, target: target('grace-desk') })).toMatchObject({
      targets: [{ state: 'socket' }],
    })
  })
})

describe('rows 13 and 14', () => {
  test.each([placed(), ringing()])('row 13: a decline ends a $state call as declined', (call) => {
    expect(step(call, after.decline(AT, graceAtWork))).toMatchObject({
      call: { state: 'ended', reason: 'declined', endedBy: 'callee', missed: false },
      effects: [stopped, over],
    })
    same(call, after.decline(AT, ada))
    same(call, after.decline(AT, linus), 'not-a-party')
  })

  test.each([placed(), ringing()])(
    'row 14: a hang-up by the caller cancels a $state call',
    (call) => {
      expect(step(call, after.hangup(AT))).toMatchObject({
        call: { state: 'ended', reason: 'cancelled', endedBy: 'caller', missed: true },
        effects: [stopped, over],
      })
      same(call, after.hangup(AT, ada, 'other'))
      same(call, after.hangup(AT, grace, 'grace-leg'))
      same(call, after.hangup(AT, linus, 'ada-leg'), 'not-a-party')
    },
  )
})

describe('rows 15 and 16', () => {
  test('row 15: the deadline ends the call as timeout', () => {
    same(ringing(), after.tick(T0 + 47_999))
    expect(run(ringing(), after.tick(T0 + 48_000))).toMatchObject({
      reason: 'timeout',
      endedBy: 'server',
      missed: true,
    })
  })

  test('row 16: a caller’s leg that left 5 s ago cancels the call', () => {
    const call = run(ringing(), after.left(AT))
    same(call, after.tick(AT + 4_999))
    expect(run(call, after.tick(AT + 5_000))).toMatchObject({ reason: 'cancelled', missed: true })
  })

  test('row 16: a caller’s leg that is silent for 15 s cancels the call', () => {
    const call = run(ringing(), after.silent(AT))
    same(call, after.tick(AT + 14_999))
    expect(run(call, after.tick(AT + 15_000))).toMatchObject({ reason: 'cancelled', missed: true })
  })

  test('a hello of the leg undoes both, and a second one changes nothing', () => {
    const call = run(ringing(), after.left(AT), after.silent(AT))
    const back = run(call, after.bound(AT + 4_999))
    expect(back).toMatchObject({ caller: leg('ada-leg', 'ada-desk') })
    same(back, after.bound(AT + 5_000))
  })

  test('silence and goodbye count from the first report', () => {
    const call = run(ringing(), after.left(AT), after.silent(AT))
    same(call, after.silent(AT + 1))
    same(call, after.left(AT + 1))
  })
})
