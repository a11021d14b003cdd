import { describe, expect, it } from 'vitest'
import { pageNeededIn } from '../../../pwa/components/call/page-need.ts'

/** What a window knows in this state. */
const facts = (now: object, more = {}) =>
  ({ view: { window: now }, barrier: null, nobody: false, otherSeen: false, ...more }) as never

const ready = { media: { is: 'ready' } }
const live = (state: string) => ({ doing: 'live', call: { state }, ...ready })

describe('the call window’s page', () => {
  it('waits while a call is placed or claimed, and until the other side is seen', () => {
    for (const doing of ['preparing', 'placing', 'claiming', 'joining']) {
      expect(pageNeededIn(facts({ doing, ...ready }))).toBe(null)
    }
    expect(pageNeededIn(facts({ doing: 'idle' }))).toBe(null)
    expect(pageNeededIn(facts(live('answering')))).toBe(null)
    expect(pageNeededIn(facts(live('connected')))).toBe(null)
    // The own picture moves aside first.
    expect(pageNeededIn(facts(live('connected'), { otherSeen: true }))).toBeGreaterThan(0)
  })

  it('comes at once while it rings, and where the first screen has nothing to show', () => {
    const asking = { is: 'asking', prompt: true }
    for (const now of [
      live('placed'),
      live('ringing'),
      { doing: 'claiming', media: asking },
      { doing: 'question' },
      { doing: 'incoming' },
      { doing: 'blocked' },
      { doing: 'over' },
    ]) {
      expect(pageNeededIn(facts(now))).toBe(0)
    }
    expect(pageNeededIn(facts({ doing: 'idle' }, { barrier: 'mobile' }))).toBe(0)
  })
})
