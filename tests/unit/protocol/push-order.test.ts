/**
 * Pushes that are late, repeated, out of order or after their end: single cases, and random orders of the
 * pushes of several calls of one caller.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, MAX_ENDED, NO_CALLS } from '../../../protocol/push-order.ts'
import type { CallerRecord, OrderEvent, RingWord, Verdict } from '../../../protocol/push-order.ts'
import type { RingOutcome } from '../../../protocol/push.ts'
import { times } from '../../support/counts.ts'

const RING_MS = 45_000
/** How often each random test is repeated. */
const SOAK_MS = 300_000
const T0 = 1_000_000
const first = { callId: 'first', placedAt: T0 }
const second = { callId: 'second', placedAt: T0 + 60_000 }

type Call = typeof first
const RINGS: RingWord = { is: 'ringing', leftMs: 40_000 }
const AWAY: RingWord = { is: 'away' }

function ring(call: Call, word: RingWord = RINGS, lateMs = 1_000): OrderEvent {
  return { is: 'ring', call, endsAt: call.placedAt + RING_MS, now: call.placedAt + lateMs, word }
}
function end(call: Call, outcome: RingOutcome, guessed = false): OrderEvent {
  return { is: 'end', call, outcome, guessed }
}

/** The verdicts on a sequence of events. */
function verdicts(...events: OrderEvent[]): Verdict[] {
  let record = NO_CALLS
  return events.map((event) => {
    const judged = judge(record, event)
    record = judged.record
    return judged.verdict
  })
}
const last = (...events: OrderEvent[]) => verdicts(...events).at(-1)

describe('a ring', () => {
  it('rings if the server says so, or if it cannot be asked and there is time left', () => {
    expect(last(ring(first))).toEqual({ do: 'ring' })
    expect(last(ring(first, AWAY))).toEqual({ do: 'ring' })
    expect(last(ring(first, AWAY, RING_MS - 1))).toEqual({ do: 'ring' })
  })
  it('does not ring if the server does not know it', () => {
    expect(last(ring(first, { is: 'unknown' }))).toEqual({ do: 'over', outcome: 'over' })
    expect(last(ring(first, { is: 'unknown' }), ring(first, AWAY))).toEqual({ do: 'leave' })
  })
  it('of a newer call replaces the older one', () => {
    expect(verdicts(ring(first), ring(second))).toEqual([{ do: 'ring' }, { do: 'ring' }])
  })
  it('rings even if the server’s clock was set back', () => {
    expect(last(end(second, 'declined'), ring(first))).toEqual({ do: 'ring' })
  })
  it('that was taken for late rings if the server says that it still rings', () => {
    expect(last(ring(first, AWAY, RING_MS), ring(first))).toEqual({ do: 'ring' })
    expect(last(ring(first, AWAY, RING_MS), ring(first, AWAY))).toEqual({ do: 'leave' })
  })
})

describe('late-push', () => {
  it.each([
    ['by the clock', ring(first, AWAY, RING_MS)],
    ['as the server says', ring(first, { is: 'ended', outcome: 'missed' })],
    ['in its last moment', ring(first, { is: 'ringing', leftMs: 0 })],
  ])('is shown as missed if it is a late %s', (_, event) => {
    expect(last(event)).toEqual({ do: 'missed', again: false })
  })
  it.each(['answered', 'declined', 'over'] as const)('is not missed if it was %s', (outcome) => {
    expect(last(ring(first, { is: 'ended', outcome }))).toEqual({ do: 'over', outcome })
  })
  it('does not replace a newer ring', () => {
    const ended = { is: 'ended', outcome: 'missed' } as const
    for (const word of [AWAY, ended, { is: 'unknown' }] as const) {
      expect(last(ring(second), ring(first, word))).toEqual({ do: 'leave' })
    }
  })
})

describe('duplicate-push', () => {
  it('rings once', () => {
    expect(verdicts(ring(first), ring(first), ring(first, AWAY))).toEqual([
      { do: 'ring' },
      { do: 'rings-already' },
      { do: 'rings-already' },
    ])
  })
  it('of a missed call only corrects the count', () => {
    expect(last(end(first, 'missed'), end(first, 'missed'))).toEqual({ do: 'missed', again: true })
    expect(last(end(first, 'missed', true), end(first, 'missed'))).toEqual({
      do: 'missed',
      again: true,
    })
  })
  it('of another end changes nothing', () => {
    expect(last(end(first, 'answered'), end(first, 'answered'))).toEqual({ do: 'leave' })
  })
})

describe('stop-before-ring', () => {
  it.each(['answered', 'declined', 'missed', 'over'] as const)(
    'does not ring after %s',
    (outcome) => {
      for (const word of [RINGS, AWAY, { is: 'unknown' }] as const) {
        expect(last(end(first, outcome), ring(first, word))).toEqual({ do: 'leave' })
      }
    },
  )
  it('an old missed call does not replace a newer ring', () => {
    expect(last(ring(second), end(first, 'missed'))).toEqual({ do: 'leave' })
    expect(last(end(second, 'missed'), end(first, 'missed'))).toEqual({ do: 'leave' })
  })
  it('an old missed call is shown if nothing newer is', () => {
    expect(last(end(second, 'answered'), end(first, 'missed'))).toEqual({
      do: 'missed',
      again: false,
    })
  })
  it('the server’s word replaces a guess by the clock, and never the other way round', () => {
    expect(last(end(first, 'missed', true), end(first, 'answered'))).toEqual({
      do: 'over',
      outcome: 'answered',
    })
    expect(last(end(first, 'answered'), end(first, 'missed', true))).toEqual({ do: 'leave' })
  })
})

describe('declined-never-rings', () => {
  it('whatever comes afterwards', () => {
    const declined = end(first, 'declined')
    for (const word of [RINGS, AWAY] as const) {
      expect(last(ring(first), declined, ring(first, word))).toEqual({ do: 'leave' })
    }
    expect(last(ring(first), declined, end(first, 'missed'))).toEqual({ do: 'leave' })
    expect(last(ring(first), declined, ring(second))).toEqual({ do: 'ring' })
  })
})

it('a record does not change when nothing is new, and stays bounded', () => {
  const known = judge(NO_CALLS, end(first, 'declined')).record
  for (const event of [ring(first), end(first, 'declined'), end(first, 'missed', true)]) {
    expect(judge(known, event).record).toBe(known)
  }
  let record = NO_CALLS
  for (let n = 0; n < 3 * MAX_ENDED; n += 1) {
    record = judge(record, end({ callId: `c${n}`, placedAt: T0 + n }, 'missed')).record
  }
  expect(record.ended).toHaveLength(MAX_ENDED)
  expect(record.ended.at(-1)?.callId).toBe(record.latest?.callId)
})

/** One of a caller's successive calls. */
interface Story {
  readonly call: Call
  readonly endsAt: number
  readonly endedAt: number
  readonly outcome: RingOutcome
}

interface Delivery {
  readonly story: Story
  readonly what: 'ring' | 'stop' | 'declined'
  readonly at: number
  readonly reachable: boolean
}

const outcomes = fc.constantFrom<RingOutcome>('answered', 'declined', 'missed', 'over')

const stories = fc
  .array(
    fc.record({ gapMs: fc.nat(90_000), lastsMs: fc.integer({ min: 1, max: RING_MS }), outcomes }),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => {
    let at = T0
    return parts.map(({ gapMs, lastsMs, outcomes: outcome }, n): Story => {
      const placedAt = at + gapMs + 1
      at = placedAt + lastsMs
      const call = { callId: `c${n}`, placedAt }
      return { call, endsAt: placedAt + RING_MS, endedAt: at, outcome }
    })
  })

/** The pushes of all calls, some of them three times, each at a random time after it was sent. */
const deliveries = stories.chain((all) =>
  fc
    .array(
      fc.record({
        story: fc.constantFrom(...all),
        what: fc.constantFrom<Delivery['what']>('ring', 'ring', 'stop', 'declined'),
        delayMs: fc.oneof(fc.nat(2_000), fc.nat(300_000)),
        reachable: fc.boolean(),
      }),
      { minLength: 1, maxLength: 16 },
    )
    .map((some) =>
      some
        .map(({ story, what, delayMs, reachable }): Delivery => {
          const sentAt = what === 'stop' ? story.endedAt : story.call.placedAt
          return { story, what, at: sentAt + delayMs, reachable }
        })
        .sort((a, b) => a.at - b.at),
    ),
)

/** What the server would say at this moment. */
function wordAt({ story, at, reachable }: Delivery): RingWord {
  if (!reachable) return AWAY
  if (at >= story.endedAt) return { is: 'ended', outcome: story.outcome }
  return { is: 'ringing', leftMs: story.endsAt - at }
}

function eventOf(delivery: Delivery): OrderEvent {
  const { story, what, at } = delivery
  const { call, endsAt, outcome } = story
  if (what === 'ring') return { is: 'ring', call, endsAt, now: at, word: wordAt(delivery) }
  return { is: 'end', call, outcome: what === 'stop' ? outcome : 'declined', guessed: false }
}

interface Step extends Delivery {
  readonly verdict: Verdict
  readonly before: CallerRecord
}

function play(all: readonly Delivery[]): Step[] {
  let record = NO_CALLS
  return all.map((delivery) => {
    const before = record
    const judged = judge(record, eventOf(delivery))
    record = judged.record
    return { ...delivery, before, verdict: judged.verdict }
  })
}

const rang = ({ verdict }: Step) => verdict.do === 'ring' || verdict.do === 'rings-already'

function always(name: Parameters<typeof times>[0], holds: (steps: Step[]) => void) {
  fc.assert(
    fc.property(deliveries, (all) => holds(play(all))),
    { numRuns: times(name) },
  )
}

describe('in any order, at any time', () => {
  it(
    'late-push: nothing rings after its end',
    () => {
      always('late-push', (steps) => {
        for (const step of steps) {
          if (step.at >= step.story.endsAt) expect(rang(step)).toBe(false)
          if (step.reachable && step.at >= step.story.endedAt) expect(rang(step)).toBe(false)
        }
      })
    },
    SOAK_MS,
  )

  it(
    'duplicate-push: each call begins to ring once, and is shown as missed once',
    () => {
      always('duplicate-push', (steps) => {
        const begun = steps.filter(({ verdict }) => verdict.do === 'ring')
        const missed = steps.filter(({ verdict }) => verdict.do === 'missed' && !verdict.again)
        for (const some of [begun, missed]) {
          const calls = some.map(({ story }) => story.call.callId)
          expect(calls).toHaveLength(new Set(calls).size)
        }
      })
    },
    SOAK_MS,
  )

  it(
    'stop-before-ring: a call that has ended never rings, and no old call replaces a newer one',
    () => {
      always('stop-before-ring', (steps) => {
        const over = new Set<string>()
        let newest = 0
        for (const step of steps) {
          const { callId, placedAt } = step.story.call
          if (over.has(callId)) expect(rang(step)).toBe(false)
          if (step.what !== 'ring') over.add(callId)
          const { latest } = step.before
          const rings =
            latest !== null && !step.before.ended.some((e) => e.callId === latest.callId)
          if (rings && placedAt < latest.placedAt && !step.reachable) {
            expect(step.verdict).toEqual({ do: 'leave' })
          }
          if (placedAt < newest) expect(rang(step)).toBe(false)
          newest = Math.max(newest, placedAt)
        }
      })
    },
    SOAK_MS,
  )

  it(
    'declined-never-rings: a declined call is never shown as missed either',
    () => {
      always('declined-never-rings', (steps) => {
        const declined = new Set<string>()
        const ended = new Set<string>()
        for (const step of steps) {
          const { callId } = step.story.call
          if (declined.has(callId)) {
            expect(rang(step) || step.verdict.do === 'missed').toBe(false)
          }
          const learnt = step.verdict.do === 'missed' || step.verdict.do === 'over'
          if (step.what === 'declined' && !ended.has(callId)) declined.add(callId)
          if (step.what !== 'ring' || learnt) ended.add(callId)
        }
      })
    },
    SOAK_MS,
  )
})
