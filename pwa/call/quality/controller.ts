/**
 * Quality by itself: readings and the other side's reports in; what is sent, said and shown out. Pure: every event
 * brings its time, and whoever holds the state carries out the settings (`follow-quality.ts`).
 */
import type { PeerReport } from '../../../protocol/peer-report.ts'
import { arrive, isSettling, lossOf, madeUpOf, NOTHING_YET, type Arriving } from './arriving.ts'
import { leastOf, withValue, type Least } from './least.ts'
import { FIRST_METER, stepMeter, type Level, type Meter } from './meter.ts'
import {
  firstPicture,
  isSmall,
  sentOf,
  stepPicture,
  type Picture,
  type PictureStep,
} from './picture-steps.ts'
import type { Reading } from './reading.ts'
import { firstSound, isThin, stepSound, type Repeats, type Sound } from './sound-steps.ts'
import {
  firstVerdict,
  forgetting,
  stepVerdict,
  type Direction,
  type Verdict,
  type Whose,
} from './verdict.ts'
import {
  forgetTrips,
  NEW_WAY_OUT,
  queueOf,
  withHeard,
  withReading,
  type WayOut,
} from './way-out.ts'

export type QualityEvent =
  | {
      readonly type: 'read'
      readonly reading: Reading
      /** The picture that is sent is a shared screen; null: none is sent. */
      readonly sends: 'face' | 'screen' | null
    }
  | { readonly type: 'heard'; readonly report: PeerReport; readonly atMs: number }

/** What is to be done to what is sent. */
export interface Settings {
  readonly picture: PictureStep
  /** Fewer, longer and leaner packets of sound. */
  readonly thinSound: boolean
  readonly repeats: Repeats
  /** Counts the key frames that are asked for. */
  readonly keyFrames: number
}

/** What is to be shown. */
export interface QualityView {
  readonly meter: Level
  /** No sound arrives although it should. */
  readonly silent: boolean
  readonly weak: Whose | null
  /** The other side's picture is paused, and this side's. */
  readonly theirsPaused: boolean
  readonly minePaused: boolean
  /** What is done at the moment to what is sent, and why. */
  readonly measures: readonly Measure[]
}

export type Measure =
  | { readonly is: 'picture-small' | 'picture-paused' | 'sound-thin' }
  | { readonly is: 'sound-repeated'; readonly times: number }

interface Running {
  readonly is: 'running'
  readonly atMs: number
  readonly sends: 'face' | 'screen' | null
  readonly arriving: Arriving
  readonly way: WayOut
  readonly picture: Picture
  readonly sound: Sound
  readonly keyFrames: number
  readonly verdict: Verdict
  readonly meter: Meter
  /** The shortest way of the other's reports, by both clocks, and by how much the last two were later. */
  readonly shortest: Least | null
  readonly late: readonly [number, number] | null
  readonly sendsSound: boolean
}

export type Quality =
  /** Nothing was read yet. A report that came already is kept. */
  { readonly is: 'waiting'; readonly heard: PeerReport | null } | Running

export const NEW_QUALITY: Quality = { is: 'waiting', heard: null }

export function stepQuality(now: Quality, event: QualityEvent): Quality {
  switch (now.is) {
    case 'waiting':
      return event.type === 'heard' ? { is: 'waiting', heard: event.report } : begin(now, event)
    case 'running':
      return event.type === 'heard'
        ? hear(now, event.report, event.atMs)
        : read(now, event.reading, event.sends)
    default:
      return now satisfies never
  }
}

function begin(
  { heard }: Extract<Quality, { is: 'waiting' }>,
  { reading, sends }: Extract<QualityEvent, { type: 'read' }>,
): Quality {
  const { atMs } = reading
  const started: Running = {
    is: 'running',
    atMs,
    sends,
    arriving: NOTHING_YET,
    way: NEW_WAY_OUT,
    picture: firstPicture(atMs, reading.availableBps),
    sound: firstSound(atMs),
    keyFrames: 0,
    verdict: firstVerdict(atMs),
    meter: FIRST_METER,
    shortest: null,
    late: null,
    sendsSound: (reading.soundSent ?? 0) > 0,
  }
  const known = heard === null ? started : hear(started, heard, atMs)
  return read(known, reading, sends)
}

function hear(now: Running, report: PeerReport, atMs: number): Running {
  const took = atMs - report.sentAt
  const shortest = withValue(now.shortest, took, atMs)
  const late = took - leastOf(shortest)
  return {
    ...now,
    way: withHeard(now.way, report, atMs),
    shortest,
    late: [late, now.late?.[0] ?? late],
  }
}

function read(now: Running, reading: Reading, sends: Running['sends']): Running {
  const { atMs } = reading
  const before = now.arriving
  const expectsSound = now.way.heard?.sendsSound ?? (reading.soundReceived ?? 0) > 0
  const arriving = arrive(before, reading, expectsSound)
  const isBack = arriving.gapEndedAt !== before.gapEndedAt
  const read = withReading(now.way, reading)
  const isNew = isSettling(arriving, atMs)
  const way = isNew ? forgetTrips(read, atMs) : read
  const blind = arriving.silent || isNew
  const back = { blind, lateMs: lateOf(now) ?? 0 }
  const queue = queueOf(way, back, atMs)
  const { arrivesBps, availableBps } = way
  const picture = stepPicture(now.picture, { atMs, queue, arrivesBps, availableBps, blind })
  const narrow = isSmall(picture)
  const sound = stepSound(now.sound, { atMs, queue, narrow, loss: way.loss, blind })
  const lastSent = before.last?.soundSent ?? null
  const next: Running = {
    ...now,
    atMs,
    sends,
    arriving,
    way,
    picture,
    sound,
    // How long the way back is may have changed, too.
    ...(isNew && { shortest: null, late: null }),
    keyFrames: now.keyFrames + (isBack && sends !== null ? 1 : 0),
    sendsSound: lastSent === null ? now.sendsSound : (reading.soundSent ?? 0) > lastSent,
  }
  if (blind) return { ...next, verdict: forgetting(now.verdict, atMs) }
  const ways = directionsOf(next)
  return {
    ...next,
    verdict: stepVerdict(now.verdict, ways, way.heardAt, atMs),
    meter: stepMeter(now.meter, [ways.out, ways.back], reading.pairTripMs, atMs),
  }
}

function directionsOf(now: Running): { readonly out: Direction; readonly back: Direction } {
  const { heard } = now.way
  const out = {
    loss: heard === null ? now.way.loss : heard.loss,
    madeUp: heard?.madeUp ?? null,
    lateMs: heard?.lateMs ?? null,
    picture: pictureOf(now),
  }
  const back = {
    loss: lossOf(now.arriving),
    madeUp: madeUpOf(now.arriving),
    lateMs: lateOf(now),
    picture: heard?.picture ?? 'full',
  }
  return { out, back }
}

const lateOf = ({ late }: Running): number | null => (late === null ? null : Math.min(...late))

function pictureOf({ picture, sends }: Running): 'full' | 'small' | 'paused' {
  if (sends === null || !isSmall(picture)) return 'full'
  return picture.is === 'paused' ? 'paused' : 'small'
}

/** What is to be done now; null: nothing yet. */
export function settingsOf(now: Quality): Settings | null {
  if (now.is === 'waiting') return null
  return {
    picture: sentOf(now.picture, now.sends === 'screen'),
    thinSound: isThin(now.sound, now.atMs),
    repeats: now.sound.repeats,
    keyFrames: now.keyFrames,
  }
}

/** What is to be shown now; null: nothing is known yet. */
export function viewOf(now: Quality): QualityView | null {
  if (now.is === 'waiting') return null
  const { silent } = now.arriving
  return {
    meter: silent ? 0 : now.meter.level,
    silent,
    weak: now.verdict.said,
    theirsPaused: now.way.heard?.picture === 'paused',
    minePaused: pictureOf(now) === 'paused',
    measures: measuresOf(now),
  }
}

function measuresOf(now: Running): Measure[] {
  const { repeats } = now.sound
  const picture = pictureOf(now)
  const measures: Measure[] = []
  if (picture !== 'full') {
    measures.push({ is: picture === 'small' ? 'picture-small' : 'picture-paused' })
  }
  if (isThin(now.sound, now.atMs)) measures.push({ is: 'sound-thin' })
  if (repeats > 0 && now.way.loss > 0) {
    measures.push({ is: 'sound-repeated', times: repeats })
  }
  return measures
}

/** What arrives here is bad: the other side is told at once when this changes. */
export const isBackBad = (now: Quality): boolean =>
  now.is === 'running' && Math.max(now.verdict.back, now.verdict.backHeard) >= 1

/** What the other side is told; null: nothing is known yet. */
export function reportOf(now: Quality, sentAt: number): PeerReport | null {
  if (now.is === 'waiting') return null
  return {
    sentAt,
    loss: lossOf(now.arriving),
    madeUp: madeUpOf(now.arriving),
    inBps: now.arriving.inBps,
    lateMs: lateOf(now),
    silent: now.arriving.silent,
    sendsSound: now.sendsSound,
    picture: pictureOf(now),
  }
}
