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
