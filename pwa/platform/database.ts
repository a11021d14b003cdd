/** IndexedDB, as pages and the worker use it. */

/** Does some work with one object store of a database, within one transaction. */
export type UseStore = <T>(
  store: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
) => Promise<T>

/**
 * A database that is opened for each use, so that no tab or worker holds up its deletion at sign-out.
 * `create` makes its object stores. Each use rejects with the database's error.
 */
export function database(
  name: string,
  create: (database: IDBDatabase) => void,
  factory: IDBFactory,
): UseStore {
  return async (store, mode, work) => {
    const opening = factory.open(name, 1)
    opening.onupgradeneeded = () => create(opening.result)
    const opened = await settled(opening)
    try {
      const transaction = opened.transaction(store, mode)
      const done = completed(transaction)
      // If a request fails first, its error is the one to report.
      done.catch(() => undefined)
      const result = await work(transaction.objectStore(store))
      await done
      return result
    } finally {
      opened.close()
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
