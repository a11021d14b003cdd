import { TOO_LATE, within } from '../time-limit.ts'
import type { Timer } from '../timer.ts'

/** A browser that has not answered by then does not answer, ms: hidden tabs on a busy machine take a while. */
const ANSWER_MS = 1_000

/** The names of the Web Locks that are held; null: the browser refuses to say, or does not answer. */
export async function heldLocks(
  locks: Pick<LockManager, 'query'> | undefined,
  timer: Timer,
): Promise<readonly string[] | null> {
  if (locks === undefined) return null
  try {
    const answer = await within(locks.query(), ANSWER_MS, timer)
    return answer === TOO_LATE ? null : (answer.held ?? []).map(({ name = '' }) => name)
  } catch {
    return null
  }
}
