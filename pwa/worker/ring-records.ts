/**
 * What the worker knows of each caller's calls and of the server's clock. It is kept in IndexedDB,
 * because workers are stopped between pushes. `protocol/push-order.ts` makes the verdicts.
 */
import * as v from 'valibot'
import { NO_CALLS, callerRecord, judge } from '../../protocol/push-order.ts'
import type { CallerRecord, OrderEvent, Verdict } from '../../protocol/push-order.ts'
import { database, settled } from '../platform/database.ts'
import { RINGS_DATABASE } from '../platform/installed/member-data.ts'

const CALLERS = 'callers'
const CLOCK = 'clock'
const OFFSET = 'offset'
/** A ring does not wait longer for the database, ms. */
const LIMIT_MS = 500

export type RingRecords = ReturnType<typeof ringRecords>

/** The records of this browser profile, which outlive the worker where the browser can store them. */
export function ringRecords(factory: IDBFactory = indexedDB) {
  // For a browser that cannot store anything now: a full disk must not make a declined call ring.
  const memory = new Map<string, CallerRecord>()
  const use = database(
    RINGS_DATABASE,
    (made) => {
      made.createObjectStore(CALLERS)
      made.createObjectStore(CLOCK)
    },
    factory,
    LIMIT_MS,
  )

  return {
    /** Decides about an event of this caller, given all earlier ones. */
    judge: (handle: string, event: OrderEvent): Promise<Verdict> =>
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
    keepOffset: (offsetMs: number): Promise<void> =>
      use(CLOCK, 'readwrite', (store) => settled(store.put(offsetMs, OFFSET))).then(
        () => undefined,
        () => undefined,
      ),
  }
}
