/** One side of a modelled call: its controller, the counters of what arrives there, and what was observed of it. */
import {
  NEW_QUALITY,
  type Quality,
  type QualityView,
} from '../../../pwa/call/quality/controller.ts'
import type { Echo } from '../../../pwa/call/quality/reading.ts'
import type { SimulatedWay } from './simulated-way.ts'

/** What was observed of a direction, one entry a second. */
export interface Second {
  readonly atMs: number
  /** Share of the sound that could not be played: lost in spite of its repeats, or stuck behind a full queue. */
  readonly soundLost: number
  readonly queuedMs: number
  readonly pictureBps: number
  readonly repeats: number
  readonly thin: boolean
  readonly view: QualityView | null
}

export class SimulatedSide {
  quality: Quality = NEW_QUALITY
  readonly seconds: Second[] = []
  readonly views: { readonly atMs: number; readonly view: QualityView }[] = []
  estimate = 300_000
  // Counters of what arrives here.
  inBytes = 0
  received = 0
  lost = 0
  soundReceived = 0
  soundSent = 0
  samples = 0
  madeUp = 0
  echoes = new Map<Echo['source'], Echo>()
  pairTripMs: number | null = null
  pairTrips = 0
  pairTotalMs = 0
  /** Of the present second. */
  sentSound: boolean[] = []
  sentPicture = 0
  pictureOwed = 0
  soundOwedMs = 0
  wasBad = false
  reported = { received: 0, lost: 0 }
  readonly out: SimulatedWay
  readonly takesReports: boolean

  constructor(out: SimulatedWay, takesReports: boolean) {
    this.out = out
    this.takesReports = takesReports
  }
}

export const between = (seconds: readonly Second[], from: number, to: number): Second[] =>
  seconds.filter(({ atMs }) => atMs > from && atMs <= to)

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)

/** How often what is shown changes. */
export function changes<T>(values: readonly T[]): number {
  return values.filter((value, index) => index > 0 && value !== values[index - 1]).length
}
