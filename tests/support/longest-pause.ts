/** Notices when the event loop of this process, in which the server of a test runs, stands still. */

/** How often the clock is looked at, ms. */
const LOOK_MS = 10

/** Begins to watch; returns a function that stops it and gives the longest time between two looks, ms. */
export function watchPauses(): () => number {
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, LOOK_MS)
  return () => {
    clearInterval(beat)
    return longest
  }
}
