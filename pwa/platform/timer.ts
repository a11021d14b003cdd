/** Calls back once after some milliseconds; the answer cancels it. */
export type Timer = (ms: number, callback: () => void) => () => void

/** The page's own timers: slow in hidden pages. */
export const pageTimer: Timer = (ms, callback) => {
  const handle = setTimeout(callback, ms)
  return () => clearTimeout(handle)
}

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
