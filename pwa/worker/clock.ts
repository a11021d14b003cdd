/** Time for the worker, handed in so that tests need not wait. */
export interface Clock {
  /** Ms since 1970 by this device's clock. */
  now(): number
  /** After so many ms, or at once when `signal` is aborted. Never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** The browser's own time. */
export const clock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done)
    }),
}
