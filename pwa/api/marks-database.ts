/** Marks made offline, in IndexedDB: they outlive a reload, and every tab sees the same ones. */
import { MARKS_DATABASE } from '../platform/member-data.ts'
import type { KeptMark, MarkStore } from './offline-queue.ts'

const STORE = 'marks'

/** The database is opened for each use, so that no tab holds up its deletion at sign-out. */
export function marksDatabase(factory: IDBFactory = indexedDB): MarkStore {
  function open(): Promise<IDBDatabase> {
    const opening = factory.open(MARKS_DATABASE, 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(STORE, { keyPath: 'key', autoIncrement: true })
    }
    return settled(opening)
  }

  async function use<T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const database = await open()
    try {
      const transaction = database.transaction(STORE, mode)
      const result = await settled(work(transaction.objectStore(STORE)))
      await completed(transaction)
      return result
    } finally {
      database.close()
    }
  }

  return {
    add: async (mark) => void (await use('readwrite', (store) => store.add(mark))),
    all: () => use('readonly', (store) => store.getAll() as IDBRequest<KeptMark[]>),
    remove: async (key) => void (await use('readwrite', (store) => store.delete(key))),
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
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
