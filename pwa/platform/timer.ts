/** Calls back once after some milliseconds; the answer cancels it. */
export type Timer = (ms: number, callback: () => void) => () => void

/** The page's own timers: slow in hidden pages. */
export const pageTimer: Timer = (ms, callback) => {
  const handle = setTimeout(callback, ms)
  return () => clearTimeout(handle)
}
