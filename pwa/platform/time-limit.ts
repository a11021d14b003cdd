import type { Timer } from './timer.ts'

/** The outcome of `within` when the promise did not settle in time. */
export const TOO_LATE = Symbol('too late')

/**
 * The promise's own outcome, or `TOO_LATE` after this long; for promises of the browser that may
 * never settle.
 */
export function within<T>(
  promise: Promise<T>,
  ms: number,
  timer: Timer,
): Promise<T | typeof TOO_LATE> {
  return new Promise((resolve, reject) => {
    const cancel = timer(ms, () => resolve(TOO_LATE))
    promise.then(resolve, reject).finally(cancel)
  })
}

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
