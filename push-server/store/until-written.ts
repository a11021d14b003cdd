/** Work that must not get lost while nothing can be written. */
import { inBackground } from '../background.ts'
import type { Log } from '../log.ts'
import { unwritable } from './store-error.ts'

/** How long to wait before the next try, ms. */
const AGAIN_MS = 2_000

/**
 * Runs `work`, and again from time to time while nothing can be written. Resolves after the first try. `work` writes what
 * holds when it runs, so that of several with the same `key` one is repeated.
 * @param failure what the log says when it was not written
 * @throws what `work` throws, if that is anything else
 */
export type WriteInTheEnd = (
  key: string,
  failure: string,
  work: () => Promise<unknown>,
) => Promise<void>

export function createUntilWritten(log: Log) {
  const waiting = new Map<string, NodeJS.Timeout>()

  const write: WriteInTheEnd = async (key, failure, work) => {
    try {
      await work()
    } catch (error) {
      if (unwritable(error) === null) throw error
      log.error({ error }, failure)
      if (waiting.has(key)) return
      const again = () => {
        waiting.delete(key)
        inBackground(write(key, failure, work), log, failure)
      }
      waiting.set(key, setTimeout(again, AGAIN_MS).unref())
    }
  }

  return {
    write,
    /** Gives up what is not written. */
    stop(): void {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
