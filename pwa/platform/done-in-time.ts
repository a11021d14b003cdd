import { TOO_LATE, within } from './time-limit.ts'
import type { Timer } from './timer.ts'

/** Whether the browser does this within `ms`. It may also refuse, throw at once, or never answer. */
export async function isDone(
  work: () => Promise<unknown>,
  ms: number,
  timer: Timer,
): Promise<boolean> {
  try {
    return (await within(work(), ms, timer)) !== TOO_LATE
  } catch {
    return false
  }
}
