import { describe, expect, it } from 'vitest'
import { firstVerdict, stepVerdict, type Direction } from '../../../pwa/call/quality/verdict.ts'

const GOOD: Direction = { loss: 0, madeUp: 0, lateMs: 0, picture: 'full' }

/** What is said after so long of the same. */
function said(out: Partial<Direction>, back: Partial<Direction>, ms = 6_000) {
  let verdict = firstVerdict(0)
  const ways = { out: { ...GOOD, ...out }, back: { ...GOOD, ...back } }
  for (let at = 0; at <= ms; at += 250) verdict = stepVerdict(verdict, ways, at, at)
  return verdict.said
}

describe('whose connection is weak', () => {
  it.each([
    ['loses packets', { loss: 0.1 }],
    ['has a queue', { lateMs: 600 }],
    ['carries a small picture only', { picture: 'small' }],
    ['makes up sound', { madeUp: 0.2 }],
  ] as const)('is the sender’s whose way out %s', (_, bad) => {
    expect(said(bad, {})).toBe('yours')
    expect(said({}, bad)).toBe('theirs')
    expect(said(bad, bad)).toBe('both')
  })

  it('does not depend on sound that busy computers make up, where packets are lost', () => {
    const busy = { madeUp: 0.3 }
    expect(said({ ...busy, loss: 0.1 }, busy)).toBe('yours')
  })

  it('is nobody’s while it cannot be heard or seen', () => {
    expect(said({ loss: 0.04, lateMs: 150 }, { loss: 0.02, madeUp: 0.03 })).toBeNull()
  })

  it('is not said in the first second, and that both are weak only after three', () => {
    expect(said({ loss: 0.2 }, {}, 750)).toBeNull()
    expect(said({ loss: 0.2 }, { loss: 0.2 }, 2_750)).toBeNull()
    expect(said({ loss: 0.2 }, { loss: 0.2 }, 3_000)).toBe('both')
  })
})
