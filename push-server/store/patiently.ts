/** Waits for a database that another process holds, without holding up anything else. */
import { isBusy } from './store-error.ts'

/** Far longer than any write of a server, ms. */
const PATIENCE_MS = 5_000
const RETRY_MS = 50
/** SQLite itself may wait no longer, since nothing else runs meanwhile, ms. */
export const BRIEF_TIMEOUT_MS = 10

/** Runs `look` again while another process holds the database. @throws what `look` throws in the end */
export async function patiently<T>(look: () => T | Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
