/**
 * When a track that has died is opened again: at once the first time, with growing pauses while it dies again
 * soon after each opening, and not any more after that, until something has changed.
 */
import type { Timer } from '../platform/timer.ts'

/** A track that lives for this long works, ms. */
const LIVED_MS = 10_000
/** Pauses before each opening in a row, ms. */
const PAUSES = [0, 1_000, 2_000, 4_000, 8_000] as const
/** How long to wait at most where something has changed, ms. */
const LONGEST_MS = 8_000

export interface MendingDeps {
  readonly timer: Timer
  /** ms, of a clock that does not jump. */
  readonly now: () => number
  readonly reopen: () => void
  /** It is not opened again by itself. */
  readonly giveUp: () => void
}

export type TrackMending = ReturnType<typeof createTrackMending>

export function createTrackMending({ timer, now, reopen, giveUp }: MendingDeps) {
  /** When the track was opened that has not died yet; null: there is none. */
  let openedAt: number | null = null
  let triedAt = -Infinity
  let tries = 0
  let cancel: (() => void) | null = null

  function reopenIn(ms: number): void {
    if (cancel !== null) return
    cancel = timer(ms, () => {
      cancel = null
      triedAt = now()
      reopen()
    })
  }

  return {
    /** It was opened. */
    opened: () => void (openedAt = now()),
    /** It has ended by itself, or could not be opened again. */
    died(): void {
      if (openedAt !== null && now() - openedAt >= LIVED_MS) tries = 0
      openedAt = null
      const pause = PAUSES[tries]
      tries += 1
      if (pause === undefined) giveUp()
      else reopenIn(pause)
    },
    /** It is dead, and devices have changed or somebody looks at the page: worth another try, but not at once again. */
    tryAgain: () => reopenIn(Math.max(0, triedAt + LONGEST_MS - now())),
    stop(): void {
      cancel?.()
      cancel = null
      tries = 0
    },
  }
}
