/** Shares the event loop between searches and everything else. */
import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets one step of one search run in each turn of the event loop, in the order in which they were asked for: however
 * many people search at once, everything else waits for one step at most.
 */
export function createSearchTurns() {
  let last: Promise<unknown> = Promise.resolve()
  /** Resolves when it is this step's turn. The step itself must not wait for anything but the database. */
  return (): Promise<unknown> => (last = last.then(() => nextTurn()))
}
