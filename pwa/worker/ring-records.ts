/**
 * What the worker knows of each caller's calls and of the server's clock, in IndexedDB: workers are
 * stopped between pushes. The judging itself is `protocol/push-order.ts`'s.
 */
import * as v from 'valibot'
import { NO_CALLS, callerRecord, judge } from '../../protocol/push-order.ts'
import type { CallerRecord, OrderEvent, Verdict } from '../../protocol/push-order.ts'
import { settled } from '../platform/idb-request.ts'
import { RINGS_DATABASE } from '../platform/installed/member-data.ts'
import type { KeptOffset } from './server-clock.ts'

const CALLERS = 'callers'
const CLOCK = 'clock'
const OFFSET = 'offset'

/** What is known of callers, kept beyond the worker where the browser lets it. */
export interface RingRecords extends KeptOffset {
  /** What to make of this, and all that came before, of the caller with this handle. */
  judge(handle: string, event: OrderEvent): Promise<Verdict>
}

/** The database is opened for each use, so that no worker holds up its deletion at sign-out. */
export function ringRecords(factory: IDBFactory = indexedDB): RingRecords {
  // For a browser that keeps nothing now: a full disk must not make a declined call ring.
  const memory = new Map<string, CallerRecord>()

  function open(): Promise<IDBDatabase> {
    const opening = factory.open(RINGS_DATABASE, 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(CALLERS)
      opening.result.createObjectStore(CLOCK)
    }
    return settled(opening)
  }

  async function use<T>(
    store: string,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const database = await open()
    try {
      const transaction = database.transaction(store, mode)
      const done = completed(transaction)
      const result = await work(transaction.objectStore(store))
      await done
      return result
    } finally {
      database.close()
    }
  }

  return {
    judge: (handle, event) =>
      use(CALLERS, 'readwrite', async (store) => {
        const parsed = v.safeParse(callerRecord, await settled(store.get(handle)))
        const record = parsed.success ? parsed.output : NO_CALLS
        const judged = judge(record, event)
        if (judged.record !== record) await settled(store.put(judged.record, handle))
        return judged.verdict
      }).catch(() => {
        const judged = judge(memory.get(handle) ?? NO_CALLS, event)
        memory.set(handle, judged.record)
        return judged.verdict
      }),
    offset: async () => {
      const found = await use(CLOCK, 'readonly', (store) => settled(store.get(OFFSET))).catch(
        () => null,
      )
      return typeof found === 'number' ? found : null
    },
    keepOffset: (offsetMs) =>
      use(CLOCK, 'readwrite', async (store) => {
        await settled(store.put(offsetMs, OFFSET))
      }).catch(() => undefined),
  }
}

/** A request that succeeded is on disk only when its transaction is. */
function completed(transaction: IDBTransaction): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'))
  })
  // Where a request failed before, that is what is told.
  done.catch(() => undefined)
  return done
}
