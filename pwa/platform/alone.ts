/** Lets one tab at a time work, by a Web Lock. */
import { within } from './time-limit.ts'
import { pageTimer, type Timer } from './timer.ts'

export interface AloneDeps {
  /** Null: this browser has none. */
  readonly locks?: Pick<LockManager, 'request'> | null
  readonly timer?: Timer
}

/**
 * Does the work while no other tab holds this lock. Where the browser has no locks, refuses this one or has not
 * given it within `limitMs`, the work is done even so: two tabs that do it are better than none.
 */
export async function alone<T>(
  lock: string,
  limitMs: number,
  work: () => Promise<T>,
  { locks = navigator.locks, timer = pageTimer }: AloneDeps = {},
): Promise<T> {
  let begun: Promise<T> | undefined
  const begin = () => (begun ??= work())
  const given = (async () => locks?.request(lock, begin))()
  await within(
    given.catch(() => undefined),
    limitMs,
    timer,
  )
  // It was not begun, or goes on, or is done.
  return begin()
}
