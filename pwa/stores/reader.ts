/**
 * Reads something of the server's whenever it is asked to. The latest reading counts, however late an older answer
 * comes; and what a busy server refused is read again a little later.
 */
import { getCurrentScope, onScopeDispose } from 'vue'
import type { Failure, Result } from '../api/http.ts'

/**
 * When it is read again after a failure that passes, ms; at most twice that, since a server that has just restarted
 * refuses all pages at once. News tell when a lost connection is back.
 */
const AGAIN_MS: readonly number[] = [2_000, 5_000, 15_000]
const PASSING: readonly Failure['code'][] = ['busy', 'server', 'rate-limited']

export type Reader = ReturnType<typeof createReader>

/** `take` gets the outcome, unless a newer one is there already. Lives as long as its store or component. */
export function createReader<T>(
  read: () => Promise<Result<T>>,
  take: (result: Result<T>) => unknown,
) {
  let begun = 0
  let answered = 0
  let isWanted = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(turn: number): Promise<Failure | null> {
    clearTimeout(timer)
    isWanted = true
    begun += 1
    const mine = begun
    const result = await read()
    if (mine <= answered) return null
    answered = mine
    take(result)
    if (result.ok) return null
    const ms = AGAIN_MS[turn]
    if (ms !== undefined && mine === begun && PASSING.includes(result.code)) {
      timer = setTimeout(() => void run(turn + 1), ms * (1 + Math.random()))
    }
    return result
  }

  /** What is being read does not count. Returns whether something was. */
  function outdate(): boolean {
    clearTimeout(timer)
    const wasReading = answered < begun
    answered = begun
    return wasReading
  }

  if (getCurrentScope()) onScopeDispose(outdate)

  return {
    /** Reads; returns the failure, if any. */
    load: () => run(0),
    /** The same, if it has been asked for before: it may have changed. */
    again: async () => (isWanted ? run(0) : null),
    outdate,
    /** Nobody wants it any more. */
    forget() {
      outdate()
      isWanted = false
    },
  }
}
