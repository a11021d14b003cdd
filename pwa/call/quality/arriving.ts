/** What arrives here, followed from reading to reading: loss, made-up sound, gaps. Pure. */
import type { Reading } from './reading.ts'

/** Shares are of about this time, ms: a second of sound has 50 packets. */
const MEMORY_MS = 1_500
/** Rates are of at least this time, ms. */
const RATE_MS = 900
/** Nothing has arrived for this long while sound should: it is silent, ms. */
const SILENT_MS = 900
/** The same while the other side sends no sound, so that only reports arrive, ms. */
const IDLE_MS = 4_000
/** With fewer packets than these, a share says nothing. */
const ENOUGH_PACKETS = 30
const ENOUGH_SAMPLES = 20_000
/** So long after a gap the counters still tell of the gap, ms. */
const SETTLING_MS = 2_000

export interface Arriving {
  readonly last: Reading | null
  /** Sums that fade with time. */
  readonly lost: number
  readonly packets: number
  readonly madeUp: number
  readonly samples: number
  readonly rateFrom: { readonly atMs: number; readonly bytes: number } | null
  /** Bits a second. */
  readonly inBps: number | null
  /** When something last arrived. */
  readonly cameAt: number | null
  /** When something last came again after half a second without anything, or by another path. */
  readonly gapEndedAt: number | null
  readonly silent: boolean
}

export const NOTHING_YET: Arriving = {
  last: null,
  lost: 0,
  packets: 0,
  madeUp: 0,
  samples: 0,
  rateFrom: null,
  inBps: null,
  cameAt: null,
  gapEndedAt: null,
  silent: false,
}

/** The other side has lost pictures, too, after a gap as long as this, ms. */
const GAP_MS = 500

/** `expectsSound`: the other side sends sound, muted or not. */
export function arrive(before: Arriving, now: Reading, expectsSound: boolean): Arriving {
  const { last } = before
  if (last === null || now.atMs <= last.atMs) return last === null ? first(now) : before
  const fade = Math.exp(-(now.atMs - last.atMs) / MEMORY_MS)
  const grown = (key: 'lost' | 'received' | 'samples' | 'madeUp' | 'inBytes') =>
    growth(last[key], now[key])
  const lost = grown('lost')
  const came = grown('inBytes') > 0
  const cameAt = came || before.cameAt === null ? now.atMs : before.cameAt
  const gap = came && before.cameAt !== null ? now.atMs - before.cameAt : 0
  const limit = expectsSound ? SILENT_MS : IDLE_MS
  const isBack = gap >= GAP_MS && expectsSound
  const gapEndedAt = isBack || last.path !== now.path ? now.atMs : before.gapEndedAt
  const counts = !isSettling({ gapEndedAt }, now.atMs)
  return {
    last: now,
    lost: counts ? before.lost * fade + lost : 0,
    packets: counts ? before.packets * fade + lost + grown('received') : 0,
    madeUp: counts ? before.madeUp * fade + grown('madeUp') : 0,
    samples: counts ? before.samples * fade + grown('samples') : 0,
    ...rate(before, now),
    cameAt,
    gapEndedAt,
    silent: now.inBytes !== null && now.atMs - cameAt >= limit,
  }
}

/** Share of packets that are lost; null: too few to tell. */
export function lossOf({ lost, packets }: Arriving): number | null {
  return packets < ENOUGH_PACKETS ? null : Math.min(1, lost / packets)
}

/** Share of the sound that is made up; null: too little to tell. */
export function madeUpOf({ madeUp, samples }: Arriving): number | null {
  return samples < ENOUGH_SAMPLES ? null : Math.min(1, madeUp / samples)
}

/** After a gap, figures are for a moment those of the gap, not of the way. */
export function isSettling({ gapEndedAt }: Pick<Arriving, 'gapEndedAt'>, atMs: number): boolean {
  return gapEndedAt !== null && atMs - gapEndedAt < SETTLING_MS
}

function first(now: Reading): Arriving {
  return { ...NOTHING_YET, last: now, cameAt: now.atMs }
}

/** A counter that is missing, or that begins anew, has not grown. */
function growth(before: number | null, now: number | null): number {
  return before === null || now === null ? 0 : Math.max(0, now - before)
}

function rate({ rateFrom, inBps }: Arriving, { atMs, inBytes }: Reading) {
  if (inBytes === null) return { rateFrom: null, inBps: null }
  const from = { atMs, bytes: inBytes }
  if (rateFrom === null || inBytes < rateFrom.bytes) return { rateFrom: from, inBps }
  const passed = atMs - rateFrom.atMs
  if (passed < RATE_MS) return { rateFrom, inBps }
  return { rateFrom: from, inBps: ((inBytes - rateFrom.bytes) * 8_000) / passed }
}
