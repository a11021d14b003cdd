/** Whose connection is weak, as both windows say it, from what both sides report. Pure. */

/** What is known of one direction. Null: not known. */
export interface Direction {
  readonly loss: number | null
  readonly madeUp: number | null
  /** By how much what arrives is late because of a queue, ms. */
  readonly lateMs: number | null
  /** What its sender does to its picture, since little comes through. */
  readonly picture: 'full' | 'small' | 'paused'
}

/** `both`: neither, or nobody can tell. */
export type Whose = 'yours' | 'theirs' | 'both'

export interface Verdict {
  readonly said: Whose | null
  /** What it would be now, and since when. */
  readonly found: Whose | null
  readonly foundAt: number
  /** How bad both directions were of late; 1: it could be heard or seen. */
  readonly out: number
  readonly back: number
  /** The same by how much sound was made up, whatever the reason. */
  readonly outHeard: number
  readonly backHeard: number
  readonly atMs: number
}

const NOTHING_BAD = { out: 0, back: 0, outHeard: 0, backHeard: 0 }

export const firstVerdict = (atMs: number): Verdict => ({
  said: null,
  found: null,
  foundAt: atMs,
  ...NOTHING_BAD,
  atMs,
})

/** From here on it can be heard or seen. */
const WEAK = { loss: 0.06, madeUp: 0.05, lateMs: 250 }
/** What was said is taken back only well below that. */
const STILL_WEAK = 0.5
/** Said after so long, ms; changed and taken back later, since words that come and go say nothing. */
const SAY_MS = 1_000
/** The other side's report of what arrives there must be newer than what was found here by this, ms. */
const REPORTED_MS = 500
const CHANGE_MS = 8_000
/** That both are weak says least: it is said later, and sooner replaced by whose it is, ms. */
const BOTH_MS = 3_000
const TAKE_BACK_MS = 12_000
/** What was bad is remembered for about this long, ms: what the other side reports comes a second later. */
const MEMORY_MS = 4_000
/** A direction that is so many times as bad as the other is the reason. */
const CLEARLY = 2.5

/**
 * What leaves a side passes its own access link, which is narrower upwards almost everywhere: of a weak direction,
 * the sender's link is the reason. If both are weak alike, it may be either.
 */
export function stepVerdict(
  before: Verdict,
  ways: { readonly out: Direction; readonly back: Direction },
  /** When the other side last reported. */
  heardAt: number,
  atMs: number,
): Verdict {
  const factor = before.said === null ? 1 : STILL_WEAK
  const fade = Math.exp((before.atMs - atMs) / MEMORY_MS)
  const out = Math.max(badness(ways.out), fade * before.out)
  const back = Math.max(badness(ways.back), fade * before.back)
  const outHeard = Math.max((ways.out.madeUp ?? 0) / WEAK.madeUp, fade * before.outHeard)
  const backHeard = Math.max((ways.back.madeUp ?? 0) / WEAK.madeUp, fade * before.backHeard)
  // A busy computer makes up sound, too: it counts where nothing else tells.
  const found = whose(out / factor, back / factor) ?? whose(outHeard / factor, backHeard / factor)
  const foundAt = found === before.found ? before.foundAt : atMs
  const wait = waitFor(before.said, found)
  const isKnown = found !== 'theirs' || heardAt - foundAt >= REPORTED_MS
  const isSaid = isKnown && atMs - foundAt >= wait
  const said = isSaid ? found : before.said
  return { said, found, foundAt, out, back, outHeard, backHeard, atMs }
}

/** How long something else has to be found before it is said, ms. */
function waitFor(said: Whose | null, found: Whose | null): number {
  if (found === null) return TAKE_BACK_MS
  if (said === null) return found === 'both' ? BOTH_MS : SAY_MS
  return said === 'both' ? BOTH_MS : CHANGE_MS
}

/** Nothing arrives: what was said stays, and what was found is of the black-out. */
export function forgetting({ said }: Verdict, atMs: number): Verdict {
  return { said, found: said, foundAt: atMs, ...NOTHING_BAD, atMs }
}

function whose(out: number, back: number): Whose | null {
  if (Math.max(out, back) < 1) return null
  if (out >= CLEARLY * back) return 'yours'
  return back >= CLEARLY * out ? 'theirs' : 'both'
}

/** 1: it can be heard or seen. */
function badness({ loss, lateMs, picture }: Direction): number {
  const shown = picture === 'full' ? 0 : picture === 'small' ? 1.5 : 3
  return Math.max((loss ?? 0) / WEAK.loss, (lateMs ?? 0) / WEAK.lateMs, shown)
}
