/** Promises of the browser that may never settle. */
import type { Timer } from './timer.ts'

/** What stands for an answer that did not come in time. */
export const TOO_LATE = Symbol('too late')

/** The promise's own outcome, or `TOO_LATE` after this long; what it does after that is dropped. */
export function within<T>(
  promise: Promise<T>,
  ms: number,
  timer: Timer,
): Promise<T | typeof TOO_LATE> {
  return new Promise((resolve, reject) => {
    const cancel = timer(ms, () => {
      resolve(TOO_LATE)
    })
    promise.then(resolve, reject).finally(cancel)
  })
}
