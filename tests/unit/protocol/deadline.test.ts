import { describe, expect, test } from 'vitest'
import { deadlineOf } from '../../../protocol/call-end.ts'
import {
  ANSWERED,
  CONNECTED,
  T0,
  answering,
  connected,
  ended,
  leg,
  placed,
  ringing,
} from './some-calls.ts'

const left = (at: number) => leg('ada-leg', 'ada-desk', { leftAt: at })
const silent = (at: number) => leg('ada-leg', 'ada-desk', { silentAt: at })

describe('the deadline of a call', () => {
  test.each([
    ['placed', placed(), T0 + 48_000],
    ['ringing', ringing(), T0 + 48_000],
    ['ringing, the caller left', ringing({ caller: left(T0 + 1) }), T0 + 5_001],
    ['ringing, the caller silent', ringing({ caller: silent(T0 + 1) }), T0 + 15_001],
    ['ringing, silent late', ringing({ caller: silent(T0 + 40_000) }), T0 + 48_000],
    ['unreachable soon', placed({ unreachableAt: T0 + 5_000 }), T0 + 5_000],
    ['answering', answering(), ANSWERED + 60_000],
    ['answering, a leg left', answering({ caller: left(ANSWERED) }), ANSWERED + 5_000],
    ['answering, a leg silent', answering({ callee: silent(ANSWERED) }), ANSWERED + 30_000],
    ['connected', connected(), null],
    ['connected, a leg left', connected({ callee: left(CONNECTED) }), CONNECTED + 5_000],
    ['connected, a leg silent', connected({ caller: silent(CONNECTED) }), CONNECTED + 30_000],
    [
      'connected, both',
      connected({ caller: silent(CONNECTED), callee: left(CONNECTED + 26_000) }),
      CONNECTED + 30_000,
    ],
    ['ended', ended(connected()), null],
  ] as const)('%s', (_name, call, deadline) => {
    expect(deadlineOf(call)).toBe(deadline)
  })
})
