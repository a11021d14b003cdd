/** How a ring ends, for every way in which its call can end. */
import { describe, expect, it } from 'vitest'
import { MISSED, REASONS } from '../../../protocol/reasons.ts'
import { ringOutcomeOf } from '../../../protocol/ring-outcome.ts'

describe('a ring that is over', () => {
  it('was answered while the call goes on', () => {
    expect(ringOutcomeOf({ state: 'answering' })).toBe('answered')
    expect(ringOutcomeOf({ state: 'connected' })).toBe('answered')
  })

  it.each(REASONS.filter((reason) => MISSED[reason] !== 'never'))(
    'was missed if the call ended %s and is missed',
    (reason) => {
      expect(ringOutcomeOf({ state: 'ended', reason, missed: true })).toBe('missed')
    },
  )

  it('was answered if the call was, however it ended', () => {
    for (const reason of [
      'completed',
      'cancelled',
      'failed',
      'interrupted',
      'handed-over',
    ] as const) {
      expect(ringOutcomeOf({ state: 'ended', reason, missed: false }), reason).toBe('answered')
    }
  })

  it('was declined, or has nothing to tell about a blocked caller', () => {
    expect(ringOutcomeOf({ state: 'ended', reason: 'declined', missed: false })).toBe('declined')
    expect(ringOutcomeOf({ state: 'ended', reason: 'unreachable', missed: false })).toBe('over')
  })

  it('has nothing to tell if this side does not know the reason', () => {
    expect(ringOutcomeOf({ state: 'ended', missed: false })).toBe('over')
  })
})
