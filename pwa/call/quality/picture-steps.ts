/**
 * How the picture gives way to sound, and comes back. Pure: what is known of the way in, what is to be sent out.
 *
 * Where a queue stands, the picture shrinks at once to almost nothing until the queue has drained, and then goes on
 * with what the way lets through. From there it grows step by step. A step that brings the queue back is taken back,
 * and is tried again later.
 */
import type { Queue } from './way-out.ts'

/** What is sent of the picture. Null: as the browser wants. */
export interface PictureStep {
  readonly active: boolean
  readonly maxBitrate: number | null
  readonly scaleResolutionDownBy: number
  readonly maxFramerate: number | null
}

/** Up to `bps` bits a second a picture has this fraction of its width and height, and so many frames a second. */
interface Shape {
  readonly bps: number
  readonly scale: number
  readonly fps: number
}

/** Smooth before sharp. */
const FACE: readonly Shape[] = [
  { bps: 28_000, scale: 6, fps: 4 },
  { bps: 48_000, scale: 4, fps: 7 },
  { bps: 85_000, scale: 3, fps: 10 },
  { bps: 150_000, scale: 2, fps: 15 },
]
/** Sharp before smooth. */
const SCREEN: readonly Shape[] = [
  { bps: 28_000, scale: 3, fps: 1 },
  { bps: 48_000, scale: 2, fps: 1 },
  { bps: 85_000, scale: 1.5, fps: 2 },
  { bps: 150_000, scale: 1, fps: 3 },
]

/** The smallest picture. */
const LEAST_BPS = 20_000
/** Below this the picture is small, and sound must be thin; above, the browser's own sizes are the best. */
const SMALL_BPS = 150_000
/** Above this the browser decides alone. */
const FULL_BPS = 1_300_000
/** What sound takes with all that its packets cost, thin or not, bits a second. */
const THIN_SOUND_BPS = 28_000
const SOUND_BPS = 56_000

/** So much of what came through is sent once the queue has drained, and while it drains. */
const SHARE = 0.85
const DRAINING_SHARE = 0.5
/** If the queue has not drained after this time, the picture is reduced further, ms. */
const DRAIN_MS = 3_000
/** A step up. */
const GROWTH = 1.5
/** After a step up, the next one comes so soon, ms: by then it is known whether a queue has come. */
const SOON_MS = 2_000
/** A queue that builds up within this time after a step up is put down to that step, ms. */
const DUE_MS = 4_000
/** What was too much is tried again after this, ms; each time later. */
const PATIENCE_MS = 4_000
const MOST_PATIENCE_MS = 24_000
const MORE_PATIENCE = 1.6
/** The browser's estimate means something new once it has grown by this. */
const NEWS = 1.4
/** More than this multiple of its estimate would not be sent anyway. */
const BEYOND = 1.5

export type Picture =
  /** The browser decides. */
  { readonly is: 'full' } | Draining | Held | Paused

interface Held extends Tried {
  readonly is: 'held'
  readonly bps: number
  readonly sinceMs: number
  /** The last step was one up. */
  readonly rises: boolean
  /** The least that the browser estimated since then, bits a second. */
  readonly leastBps: number
}
interface Draining extends Tried {
  readonly is: 'draining'
  readonly bps: number
  /** What it goes on with. */
  readonly thenBps: number
  readonly sinceMs: number
}
interface Paused extends Tried {
  readonly is: 'paused'
  readonly sinceMs: number
}
interface Tried {
  /** This much was too much; Infinity: nothing was. */
  readonly ceilingBps: number
  readonly patienceMs: number
}

export interface Way {
  readonly atMs: number
  readonly queue: Queue
  /** What arrived at the other side of late, bits a second. */
  readonly arrivesBps: number | null
  /** What the browser estimates that the way can carry. */
  readonly availableBps: number | null
  /** Nothing is known: nothing arrives, or only just again. */
  readonly blind: boolean
}

const UNTRIED: Tried = { ceilingBps: Infinity, patienceMs: PATIENCE_MS }

export function firstPicture(atMs: number, availableBps: number | null): Picture {
  const bps = left(availableBps)
  return bps >= SMALL_BPS ? { is: 'full' } : hold(bps, atMs, UNTRIED)
}

export function stepPicture(now: Picture, way: Way): Picture {
  // A black-out says nothing about how wide the way is.
  if (way.blind) return now
  switch (now.is) {
    case 'full':
      return fromFull(way)
    case 'draining':
      return fromDraining(now, way)
    case 'held':
      return fromHeld(now, way)
    case 'paused':
      return fromPaused(now, way)
    default:
      return now satisfies never
  }
}

/** What is sent. `screen`: the picture is a shared screen. */
export function sentOf(now: Picture, screen: boolean): PictureStep {
  const bps = bpsOf(now)
  const shape = (screen ? SCREEN : FACE).find((each) => bps <= each.bps)
  return {
    active: now.is !== 'paused',
    maxBitrate: bps === Infinity ? null : Math.round(bps),
    scaleResolutionDownBy: shape?.scale ?? 1,
    maxFramerate: shape?.fps ?? null,
  }
}

/** So little comes through that the picture is small; sound has to be thin, too. */
export const isSmall = (now: Picture): boolean => bpsOf(now) < SMALL_BPS

function bpsOf(now: Picture): number {
  if (now.is === 'full') return Infinity
  return now.is === 'paused' ? LEAST_BPS : now.bps
}

/** What a way that carries this leaves to the picture. */
function left(bps: number | null): number {
  if (bps === null) return Infinity
  return bps - (bps - SOUND_BPS < SMALL_BPS ? THIN_SOUND_BPS : SOUND_BPS)
}

function hold(bps: number, sinceMs: number, tried: Tried, rises = false): Picture {
  if (bps > FULL_BPS) return { is: 'full' }
  const { ceilingBps, patienceMs } = tried
  const at = Math.max(LEAST_BPS, bps)
  return { is: 'held', bps: at, sinceMs, rises, leastBps: Infinity, ceilingBps, patienceMs }
}

/** A queue stands: almost nothing, until it has drained. `below`: what brought it. */
function drain(way: Way, below: number, tried: Tried): Picture {
  const known = Math.min(way.arrivesBps ?? Infinity, way.availableBps ?? Infinity)
  const carried = known === Infinity ? 0 : known
  const thenBps = Math.max(LEAST_BPS, Math.min(0.8 * below, left(SHARE * carried)))
  const wide = left(DRAINING_SHARE * carried)
  const bps = wide > SMALL_BPS ? Math.min(wide, thenBps) : LEAST_BPS
  const { ceilingBps, patienceMs } = tried
  return { is: 'draining', bps, thenBps, sinceMs: way.atMs, ceilingBps, patienceMs }
}

function fromFull(way: Way): Picture {
  if (way.queue === 'standing') return drain(way, FULL_BPS, UNTRIED)
  const bps = left(way.availableBps)
  // The browser would send few large pictures; more and smaller ones show more.
  return bps >= SMALL_BPS ? { is: 'full' } : hold(bps, way.atMs, UNTRIED)
}

function fromDraining(now: Draining, way: Way): Picture {
  const { atMs, queue } = way
  if (queue === 'none') return hold(now.thenBps, atMs, now)
  if (atMs - now.sinceMs < DRAIN_MS) return now
  if (queue === 'some' && atMs - now.sinceMs < 2 * DRAIN_MS) return now
  if (now.bps > LEAST_BPS) return drain({ ...way, arrivesBps: now.bps }, now.bps, now)
  return { ...longer(now), is: 'paused', sinceMs: atMs }
}

function fromHeld(now: Held, way: Way): Picture {
  const { atMs, queue, availableBps } = way
  const passed = atMs - now.sinceMs
  if (queue === 'standing') {
    const isDue = now.rises && passed < DUE_MS
    const tried = isDue ? { ...longer(now), ceilingBps: now.bps } : now
    if (now.bps > LEAST_BPS) return drain(way, now.bps, tried)
    return passed < SOON_MS ? now : { ...longer(now), is: 'paused', sinceMs: atMs }
  }
  const leastBps = Math.min(now.leastBps, availableBps ?? Infinity)
  const stays = leastBps === now.leastBps ? now : { ...now, leastBps }
  if (queue !== 'none' || passed < SOON_MS) return stays
  const estimate = left(availableBps)
  const next = Math.min(GROWTH * now.bps, BEYOND * Math.max(estimate, LEAST_BPS))
  const isNews = availableBps !== null && availableBps > NEWS * leastBps && estimate > next
  if (isNews) return hold(estimate, atMs, { ...now, ceilingBps: Infinity }, true)
  if (next <= now.bps) return stays
  const isTooMuch = next >= now.ceilingBps
  if (isTooMuch && passed < now.patienceMs) return stays
  // It went well so far: the way has become wider.
  return hold(next, atMs, now.bps >= now.ceilingBps ? UNTRIED : now, true)
}

function fromPaused(now: Paused, way: Way): Picture {
  const isOver = way.queue === 'none' && way.atMs - now.sinceMs >= now.patienceMs / 2
  return isOver ? hold(LEAST_BPS, way.atMs, now, true) : now
}

function longer({ ceilingBps, patienceMs }: Tried): Tried {
  return { ceilingBps, patienceMs: Math.min(MOST_PATIENCE_MS, patienceMs * MORE_PATIENCE) }
}
