/**
 * What is known of the way out: whether a queue stands in it, what it lets through, what it loses. From RTCP, from
 * the checks of the path, and from the other side's reports. Pure.
 */
import type { PeerReport } from '../../../protocol/peer-report.ts'
import { leastOf, withValue, type Least } from './least.ts'
import type { Echo, Reading } from './reading.ts'

/** A round trip is that much longer than the shortest one when a queue stands, ms. */
const STANDING_MS = 120
/** One round trip that is longer by this says enough without a second one, ms. */
const ALONE_MS = 250
/** Below this, the queue has drained, ms. */
const DRAINED_MS = 80
/** A wandering delay adds to both, by this multiple of how much round trips differ from one to the next. */
const SPREADS = 2
/** How fast that difference is learnt, and its bound: a queue that drains is no wandering delay, ms. */
const SPREAD_GAIN = 0.2
const SPREAD_MOST_MS = 120
/** Without news for so long, while other things arrive, the news stand in a queue, ms. */
const NO_NEWS_MS = 3_500
/** What the other side reported holds for so long, ms. */
const FRESH_MS = 3_500
/** Loss is believed faster than its end: a report is of few packets. */
const LOSS_UP = 0.3
const LOSS_DOWN = 0.08

type Source = Echo['source'] | 'pair'

export interface WayOut {
  /** The shortest round trip, ms. */
  readonly shortest: Least | null
  readonly stamps: Readonly<Partial<Record<Source, number>>>
  /** By how much the last two round trips were longer than the shortest, ms. */
  readonly late: readonly [number, number] | null
  /** How much round trips differ from one to the next on a way whose delay wanders, ms. */
  readonly spreadMs: number
  /** When there was last any news; null: never, so that their lack means nothing. */
  readonly newsAt: number | null
  readonly loss: number
  /** The lesser of what arrived there by the last two reports, bits a second; null: no report. */
  readonly arrivesBps: number | null
  readonly lastBps: number | null
  readonly heard: PeerReport | null
  readonly heardAt: number
  readonly availableBps: number | null
}

export const NEW_WAY_OUT: WayOut = {
  shortest: null,
  stamps: {},
  late: null,
  spreadMs: 0,
  newsAt: null,
  loss: 0,
  arrivesBps: null,
  lastBps: null,
  heard: null,
  heardAt: -Infinity,
  availableBps: null,
}

/** Takes in one's own reading. */
export function withReading(way: WayOut, now: Reading): WayOut {
  let next: WayOut = { ...way, availableBps: now.availableBps }
  for (const { source, stamp, tripMs, loss } of now.echoes) {
    if (next.stamps[source] === stamp) continue
    const isFirst = next.stamps[source] === undefined
    next = { ...next, stamps: { ...next.stamps, [source]: stamp } }
    // The first one may have stood in the report since long ago.
    if (loss !== null && !isFirst && !isFresh(next, now.atMs)) next = withLoss(next, loss)
    if (tripMs !== null) next = withTrip(next, tripMs, now.atMs)
  }
  if (now.pairTripMs === null || now.pairTrips === null) return next
  if (next.stamps.pair === now.pairTrips) return next
  // The first checks were made before anything was sent: their average tells of a way without a queue.
  const first = next.stamps.pair === undefined ? now.pairMeanMs : null
  const shortest = first === null ? next.shortest : withValue(next.shortest, first, now.atMs)
  next = { ...next, shortest, stamps: { ...next.stamps, pair: now.pairTrips } }
  return withTrip(next, now.pairTripMs, now.atMs)
}

/** Takes in what the other side says of what arrives there. */
export function withHeard(way: WayOut, heard: PeerReport, atMs: number): WayOut {
  const { inBps } = heard
  const next = {
    ...way,
    heard,
    heardAt: atMs,
    newsAt: atMs,
    lastBps: inBps,
    arrivesBps: inBps === null ? null : Math.min(inBps, way.lastBps ?? inBps),
  }
  return heard.loss === null ? next : withLoss(next, heard.loss)
}

export type Queue = 'none' | 'some' | 'standing'

/** What is known of the way back. */
export interface WayBack {
  /** Nothing arrives at all, or only just again. */
  readonly blind: boolean
  /** By how much what the other side sends is late, ms. */
  readonly lateMs: number
}

/**
 * Whether a queue stands in the way out. A round trip has both ways in it: what is late on the way back is not the way
 * out's. While the quickest report is not known yet, a queue on the way back counts, too.
 */
export function queueOf(way: WayOut, back: WayBack, atMs: number): Queue {
  if (back.blind) return 'some'
  if (way.newsAt !== null && atMs - way.newsAt > NO_NEWS_MS) return 'standing'
  const [latest, former] = way.late ?? [0, 0]
  const trip = Math.max(Math.min(latest, former), latest - ALONE_MS)
  // Once the other side knows its quickest report, it tells how late they come.
  const told = atMs - way.heardAt < FRESH_MS ? (way.heard?.lateMs ?? 0) : 0
  const queue = Math.max(trip - back.lateMs, told) - SPREADS * way.spreadMs
  if (queue > STANDING_MS) return 'standing'
  return queue < DRAINED_MS ? 'none' : 'some'
}

/** After a gap, and on another path, nothing holds that was learnt of round trips. */
export function forgetTrips(way: WayOut, atMs: number): WayOut {
  const { pair: _, ...stamps } = way.stamps
  return {
    ...way,
    stamps,
    shortest: null,
    late: null,
    newsAt: atMs,
    arrivesBps: null,
    lastBps: null,
  }
}

function isFresh({ heardAt }: WayOut, atMs: number): boolean {
  return atMs - heardAt < FRESH_MS
}

function withLoss(way: WayOut, loss: number): WayOut {
  const gain = loss > way.loss ? LOSS_UP : LOSS_DOWN
  return { ...way, loss: way.loss + gain * (loss - way.loss) }
}

function withTrip(way: WayOut, tripMs: number, atMs: number): WayOut {
  const shortest = withValue(way.shortest, tripMs, atMs)
  const late = tripMs - leastOf(shortest)
  const [latest] = way.late ?? [late]
  // A queue makes it longer and longer; a wandering delay makes it shorter as often.
  const shorter = Math.min(SPREAD_MOST_MS, 2 * Math.max(0, latest - late))
  return {
    ...way,
    shortest,
    late: [late, latest],
    spreadMs: way.spreadMs + SPREAD_GAIN * (shorter - way.spreadMs),
    newsAt: atMs,
  }
}
