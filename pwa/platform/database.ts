/** IndexedDB, as pages and the worker use it. */
import { TOO_LATE, within } from './time-limit.ts'
import { pageTimer } from './timer.ts'

/** Does some work with one object store of a database, within one transaction. */
export type UseStore = <T>(
  store: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
) => Promise<T>

/**
 * A database that is opened for each use, so that no tab or worker holds up its deletion at sign-out.
 * `create` makes its object stores. Each use rejects with the database's error, or if it takes longer than
 * `limitMs`: a browser whose disk or profile is in trouble may never answer.
 */
export function database(
  name: string,
  create: (database: IDBDatabase) => void,
  factory: IDBFactory,
  limitMs: number,
): UseStore {
  /** A request to open the database that was not answered in time. Until it is, no other one is made. */
  let hung: Promise<unknown> | null = null

  async function opened(): Promise<IDBDatabase> {
    if (hung !== null) throw new Error(`${name} does not open`)
    const request = factory.open(name, 1)
    request.onupgradeneeded = () => create(request.result)
    const opening = settled(request)
    const found = await within(opening, limitMs, pageTimer)
    if (found !== TOO_LATE) return found
    hung = opening
      .then((late) => late.close())
      .catch(() => undefined)
      .finally(() => (hung = null))
    throw new Error(`${name} does not open`)
  }

  return async (store, mode, work) => {
    const end = performance.now() + limitMs
    const database = await opened()
    try {
      const transaction = database.transaction(store, mode)
      const done = completed(transaction)
      // If a request fails first, its error is the one to report.
      done.catch(() => undefined)
      const working = work(transaction.objectStore(store)).then(async (result) => {
        await done
        return result
      })
      const result = await within(working, end - performance.now(), pageTimer)
      if (result === TOO_LATE) throw new Error(`${name} does not answer`)
      return result
    } finally {
      database.close()
    }
  }
}

/** The result of one request. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'))
  })
}

/** A request that succeeded is on disk only when its transaction is. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'))
  })
}
