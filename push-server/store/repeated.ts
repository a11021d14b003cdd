/** Repeats a transaction that PostgreSQL gave up because others ran beside it. */
import { isUniqueViolation, mustBeRepeated } from './postgres-errors.ts'

/** How often a transaction is repeated at most. */
const MOST_REPEATS = 5
/** The first pause is at most this long; each further one may be twice as long, ms. */
const FIRST_PAUSE_MS = 4

/** How a work is tried. Chance and time are handed in. */
interface Tries {
  /** Runs the transaction once; `alone`: while no other of this process runs. */
  readonly attempt: <T>(work: () => Promise<T>, alone: boolean) => Promise<T>
  /** From 0 to 1. */
  readonly random: () => number
  readonly pause: (ms: number) => Promise<void>
}

/**
 * Runs `work`, and again for as long as it has to be repeated, at most five times: after pauses of random length, so
 * that those who met do not meet again, and at last alone. @throws what the last try threw
 */
export async function repeated<T>(
  work: () => Promise<T>,
  { attempt, random, pause }: Tries,
): Promise<T> {
  let wasTaken = false
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await attempt(work, repeats === MOST_REPEATS)
    } catch (error) {
      // A key that another transaction took at the same moment: the next look sees its row, and decides by it.
      const isNewlyTaken: boolean = isUniqueViolation(error) && !wasTaken
      wasTaken ||= isNewlyTaken
      if (repeats === MOST_REPEATS || !(isNewlyTaken || mustBeRepeated(error))) throw error
    }
    await pause(random() * FIRST_PAUSE_MS * 2 ** repeats)
  }
}
