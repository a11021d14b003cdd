import { expect, test } from 'vitest'
import { endCall } from '../../../protocol/call-end.ts'
import { MISSED, REASONS, REFUSALS, REFUSAL_STATUS, otherSide } from '../../../protocol/reasons.ts'
import { answering, connected, placed, ringing } from './some-calls.ts'

const missed = (call: Parameters<typeof endCall>[0]) =>
  REASONS.filter((reason) => endCall(call, reason, 'server', 0).call.missed)

test('five of the ten reasons are missed, and cancelled only before the answer', () => {
  expect(REASONS).toHaveLength(10)
  const before = ['cancelled', 'timeout', 'busy', 'unreachable', 'do-not-disturb']
  expect(missed(placed())).toEqual(before)
  expect(missed(ringing())).toEqual(before)
  for (const call of [answering(), connected()]) expect(missed(call)).not.toContain('cancelled')
  expect(MISSED.unreachable).toBe('unless-blocked')
})

test('there are twelve refusals, and those of legs and phones are 403 over HTTP', () => {
  expect(REFUSALS).toHaveLength(12)
  const forbidden = REFUSALS.filter((refusal) => REFUSAL_STATUS[refusal] === 403)
  expect(forbidden).toEqual(['desktop-only', 'answered-elsewhere', 'not-a-party'])
})

test('otherSide gives the other side', () => {
  expect([otherSide('caller'), otherSide('callee')]).toEqual(['callee', 'caller'])
})
