/** Figures of one direction of a recorded call. Pure. */
import { median } from '../figure.ts'
import type { CounterRow, Recorded } from './call-probe.ts'
import { earDelay } from './ear-delay.ts'

/** A stretch of time by the wall clock, ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** After a black-out, sound is back once so little of a quarter of a second is made up. */
const BACK_SHARE = 0.1
/** The picture is full again at this share of its former rate, over this long, ms. */
const FULL_SHARE = 0.8
const FULL_OVER_MS = 1_000

export interface Scores {
  readonly madeUp: number
  readonly earMs: number
  readonly fps: number
  readonly height: number
}

const grown = (rows: readonly CounterRow[], key: Exclude<keyof CounterRow, 'at'>): number =>
  rows.reduce((sum, row, index) => {
    const before = rows[index - 1]
    return before === undefined ? 0 : sum + Math.max(0, row[key] - before[key])
  }, 0)

const within = (rows: readonly CounterRow[], { from, to }: Stretch) =>
  rows.filter(({ at }) => at >= from && at <= to)

export function scoresOf(sender: Recorded, receiver: Recorded, stretch: Stretch): Scores {
  const rows = within(receiver.rows, stretch)
  const frames = receiver.frames.filter(([at]) => at >= stretch.from && at <= stretch.to)
  return {
    madeUp: grown(rows, 'madeUp') / Math.max(1, grown(rows, 'samples')),
    earMs: earDelay(sender.sound, receiver.sound, stretch.from, stretch.to),
    fps: (frames.length * 1_000) / (stretch.to - stretch.from),
    height: frames.length === 0 ? 0 : median(frames.map(([, height]) => height)),
  }
}

/** How long after `at` sound came that was not made up, and a picture, ms; Infinity: not within the record. */
export function backAfter({ rows, frames }: Recorded, at: number) {
  const index = rows.findIndex((row, each) => {
    const pair = rows.slice(Math.max(0, each - 1), each + 1)
    const share = grown(pair, 'madeUp') / Math.max(1, grown(pair, 'samples'))
    return row.at > at && grown(pair, 'soundPackets') > 5 && share < BACK_SHARE
  })
  const picture = frames.find(([shown]) => shown > at)
  return {
    soundMs: (rows[index]?.at ?? Infinity) - at,
    pictureMs: (picture?.[0] ?? Infinity) - at,
  }
}

/** How long after `wideAt` the picture has the rate again that it had before `narrowAt`, ms. */
export function fullAgain({ rows }: Recorded, narrowAt: number, wideAt: number): number {
  const rate = (from: number, to: number) =>
    grown(within(rows, { from, to }), 'pictureBytes') / (to - from)
  const before = rate(narrowAt - 4_000, narrowAt)
  const full = rows.find(
    ({ at }) => at >= wideAt + FULL_OVER_MS && rate(at - FULL_OVER_MS, at) >= FULL_SHARE * before,
  )
  return (full?.at ?? Infinity) - wideAt
}

/** How long after `at` the window first says something that matches, ms; Infinity: it does not. */
export function saidAfter({ said }: Recorded, at: number, what: RegExp): number {
  const index = said.findIndex(([, text]) => what.test(text))
  const standing = said.findLast(([since]) => since <= at)
  if (standing !== undefined && what.test(standing[1])) return 0
  const later = said.find(([since, text]) => since > at && what.test(text))
  return index < 0 || later === undefined ? Infinity : later[0] - at
}

/** How often the meter changes. */
export function meterChanges({ said }: Recorded, { from, to }: Stretch): number {
  const meters = said
    .filter(([at]) => at >= from && at <= to)
    .map(([, text]) => text.split(' / ')[0])
  return meters.filter((meter, index) => index > 0 && meter !== meters[index - 1]).length
}
