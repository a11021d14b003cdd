/** From mouth to ear: how much later than it was said something is heard, by comparing loudness. Pure. */
import { median } from '../figure.ts'
import type { SoundRow } from './call-probe.ts'

/** The rows of a tap are of this length, ms. */
const STEP_MS = 8
/** A stretch of speech that is looked for, and how far apart such stretches begin, in steps. */
const STRETCH = 250
const APART = 60
/** Nothing is heard later than this, in steps. */
const MOST = 500
/** Stretches that are less alike are not the same words. */
const ALIKE = 0.6

/** Loudness by the wall clock: one value for low and one for high tones each step. */
interface Track {
  readonly beginsAt: number
  readonly values: readonly number[]
}

function trackOf(rows: readonly SoundRow[], which: 'own' | 'heard'): Track {
  const values = rows.flatMap((row) => row[which].map((energy) => Math.log10(energy + 1e-4)))
  let steps = 0
  let beginsAt = Infinity
  for (const row of rows) {
    steps += row[which].length / 2
    // Messages arrive late at times, never early.
    beginsAt = Math.min(beginsAt, row.at - steps * STEP_MS)
  }
  return { beginsAt, values }
}

/** Median delay of what was heard from `from` to `to` (wall clock, ms); NaN: nothing was recognized. */
export function earDelay(
  said: readonly SoundRow[],
  heard: readonly SoundRow[],
  from: number,
  to: number,
): number {
  const mouth = trackOf(said, 'own')
  const ear = trackOf(heard, 'heard')
  const apart = Math.round((ear.beginsAt - mouth.beginsAt) / STEP_MS)
  const rest = ear.beginsAt - mouth.beginsAt - apart * STEP_MS
  const first = Math.max(0, Math.ceil((from - ear.beginsAt) / STEP_MS))
  const last = Math.min(ear.values.length / 2, (to - ear.beginsAt) / STEP_MS) - STRETCH
  const delays: number[] = []
  for (let at = first; at < last; at += APART) {
    let best = { likeness: ALIKE, lag: NaN }
    for (let lag = 0; lag <= MOST; lag += 1) {
      const likeness = alike(mouth.values, at + apart - lag, ear.values, at)
      if (likeness > best.likeness) best = { likeness, lag }
    }
    if (!Number.isNaN(best.lag)) delays.push(best.lag * STEP_MS + rest)
  }
  return delays.length === 0 ? NaN : median(delays)
}

/** Correlation of two stretches, of low and of high tones. */
function alike(
  said: readonly number[],
  saidAt: number,
  heard: readonly number[],
  heardAt: number,
): number {
  if (saidAt < 0 || 2 * (saidAt + STRETCH) > said.length) return 0
  let total = 0
  for (const band of [0, 1]) {
    const [sums, n] = [{ x: 0, y: 0, xx: 1e-9, yy: 1e-9, xy: 0 }, STRETCH]
    for (let step = 0; step < n; step += 1) {
      const x = said[2 * (saidAt + step) + band] ?? 0
      const y = heard[2 * (heardAt + step) + band] ?? 0
      sums.x += x
      sums.y += y
      sums.xx += x * x
      sums.yy += y * y
      sums.xy += x * y
    }
    const spread = (sums.xx - sums.x ** 2 / n) * (sums.yy - sums.y ** 2 / n)
    total += (sums.xy - (sums.x * sums.y) / n) / Math.sqrt(Math.max(1e-9, spread))
  }
  return total / 2
}
