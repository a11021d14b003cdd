/**
 * A browser's APIs in a bad mood: each call answers as it should, rejects, throws at once as some privacy extensions'
 * replacements do, answers late, or never. The same seed gives the same moods.
 */

/** Repeatable numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Mood = 'fine' | 'rejects' | 'throws' | 'hangs' | 'late'
const MOODS: readonly Mood[] = [
  'fine',
  'fine',
  'fine',
  'fine',
  'rejects',
  'throws',
  'hangs',
  'late',
]
/** The longest that something late takes, ms. */
const LATE_MS = 4_000

export function unruly(random: () => number) {
  const moods = new Map<string, Mood>()
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

  /** Some APIs have one mood throughout, others another one at each call. */
  function moodOf(api: string): Mood {
    const known = moods.get(api) ?? pick(MOODS)
    if (!moods.has(api) && random() < 0.7) moods.set(api, known)
    return known
  }

  return {
    moods,
    pick,
    /** The outcome of `work`, in the mood of this API. */
    does<T>(
      api: string,
      work: () => Promise<T> | T,
      error: () => unknown = () => new DOMException('', 'UnknownError'),
    ): Promise<T> {
      const mood = moodOf(api)
      if (mood === 'throws') throw error()
      return (async () => {
        if (mood === 'hangs') return new Promise<T>(() => undefined)
        if (mood === 'late') {
          await new Promise((resolve) => setTimeout(resolve, random() * LATE_MS))
        }
        if (mood === 'rejects') throw error()
        return work()
      })()
    },
    /** The same for what does not wait: it throws, or does its work. */
    doesNow<T>(api: string, work: () => T): T {
      if (['rejects', 'throws'].includes(moodOf(api)))
        throw new DOMException('', 'QuotaExceededError')
      return work()
    },
  }
}

export type Unruly = ReturnType<typeof unruly>
