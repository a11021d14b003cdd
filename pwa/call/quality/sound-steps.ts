/**
 * How sound is sent: as lean as a narrow way asks for, or with as many repeats as a lossy one does. Never both, since
 * more data in a full queue is more loss. Pure.
 */
import type { Queue } from './way-out.ts'

/** How many earlier packets of sound each packet repeats. */
export type Repeats = 0 | 1 | 2 | 3

/** Loss from which a packet is repeated once, twice and three times. */
const ASKS: readonly { readonly loss: number; readonly repeats: Repeats }[] = [
  { loss: 0.15, repeats: 3 },
  { loss: 0.06, repeats: 2 },
  { loss: 0.01, repeats: 1 },
]
/** More repeats only when so much is lost for so long, ms: a full queue loses, too, and is seen a moment later. */
const SURE_MS = 1_500
/** Fewer repeats again only when less loss has been seen for so long, ms. */
const CALM_MS = 6_000
/** No repeats for so long after a queue was seen, ms. */
const AFTER_QUEUE_MS = 10_000
/** Sound stays thin for so long after a queue in a narrow way, ms. */
const THIN_MS = 30_000

export interface Sound {
  readonly repeats: Repeats
  /** When as many repeats as now were last asked for. */
  readonly askedAt: number
  /** Since when the loss asks for more repeats; null: it does not. */
  readonly moreSince: number | null
  readonly queueAt: number
  readonly thinUntil: number
}

/** One repeat from the start, as the browser does it by itself. */
export const firstSound = (atMs: number): Sound => ({
  repeats: 1,
  askedAt: atMs,
  moreSince: null,
  queueAt: -Infinity,
  thinUntil: -Infinity,
})

export interface SoundWay {
  readonly atMs: number
  readonly queue: Queue
  /** The picture is small, since little comes through. */
  readonly narrow: boolean
  readonly loss: number
  readonly blind: boolean
}

export function stepSound(now: Sound, way: SoundWay): Sound {
  const { atMs, loss } = way
  if (way.blind) return now
  const stands = way.queue === 'standing'
  const queueAt = stands ? atMs : now.queueAt
  const thinUntil = stands && way.narrow ? atMs + THIN_MS : now.thinUntil
  const isFull = atMs - queueAt < AFTER_QUEUE_MS || atMs < thinUntil
  const asked = isFull ? 0 : (ASKS.find((each) => loss >= each.loss)?.repeats ?? 0)
  const moreSince = asked > now.repeats ? (now.moreSince ?? atMs) : null
  const isEarly = moreSince !== null && atMs - moreSince < SURE_MS
  const isCalm = isFull || asked >= now.repeats || atMs - now.askedAt >= CALM_MS
  if (isEarly || !isCalm) return { ...now, moreSince, queueAt, thinUntil }
  return { repeats: asked, askedAt: atMs, moreSince: null, queueAt, thinUntil }
}

export const isThin = ({ thinUntil }: Sound, atMs: number): boolean => atMs < thinUntil
