/** The meter in the corner: how good the connection is, told steadily. Pure. */
import type { Direction } from './verdict.ts'

/** 0: nothing arrives; 1 bad, 2 fair, 3 good, 4 very good. */
export type Level = 0 | 1 | 2 | 3 | 4

export interface Meter {
  readonly level: Level
  /** Since when it is worse, or better, than what is shown; null: it is not. */
  readonly worseSince: number | null
  readonly betterSince: number | null
}

export const FIRST_METER: Meter = { level: 4, worseSince: null, betterSince: null }

interface Bound {
  readonly level: Level
  readonly loss: number
  readonly madeUp: number
  readonly lateMs: number
  readonly tripMs: number
}

/** Beyond any of these it is of this level. */
const BOUNDS: readonly Bound[] = [
  { level: 1, loss: 0.15, madeUp: 0.1, lateMs: 800, tripMs: 1_000 },
  { level: 2, loss: 0.05, madeUp: 0.03, lateMs: 250, tripMs: 500 },
  { level: 3, loss: 0.012, madeUp: 0.01, lateMs: 100, tripMs: 250 },
]
/** Figures wander: a change has to be clear, and to last, ms. */
const CLEARLY_WORSE = 0.85
const CLEARLY_BETTER = 1.6
const WORSE_MS = 1_500
const BETTER_MS = 10_000

export function stepMeter(
  before: Meter,
  ways: readonly Direction[],
  tripMs: number | null,
  atMs: number,
): Meter {
  const grade = (factor: number): Level => gradeOf(ways, tripMs, factor)
  const low = grade(CLEARLY_WORSE)
  const high = grade(CLEARLY_BETTER)
  const worseSince = low < before.level ? (before.worseSince ?? atMs) : null
  const betterSince = high > before.level ? (before.betterSince ?? atMs) : null
  const steady = { worseSince: null, betterSince: null }
  if (worseSince !== null && atMs - worseSince >= WORSE_MS) return { level: low, ...steady }
  if (betterSince !== null && atMs - betterSince >= BETTER_MS) return { level: high, ...steady }
  return { level: before.level, worseSince, betterSince }
}

function gradeOf(ways: readonly Direction[], tripMs: number | null, factor: number): Level {
  const isBeyond = (bound: Bound): boolean =>
    factor * (tripMs ?? 0) > bound.tripMs ||
    ways.some(
      ({ loss, madeUp, lateMs, picture }) =>
        factor * (loss ?? 0) > bound.loss ||
        factor * (madeUp ?? 0) > bound.madeUp ||
        factor * (lateMs ?? 0) > bound.lateMs ||
        (picture !== 'full' && bound.level === 2),
    )
  return BOUNDS.find(isBeyond)?.level ?? 4
}
