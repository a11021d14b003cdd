/** Marks made offline, in IndexedDB: they outlive a reload, and every tab sees the same ones. */
import * as v from 'valibot'
import { settled } from '../platform/idb-request.ts'
import { MARKS_DATABASE } from '../platform/installed/member-data.ts'
import type { KeptMark, MarkStore } from './offline-queue.ts'

const STORE = 'marks'

/** What a version before this one may have kept otherwise is left alone. */
const keptMark = v.object({
  key: v.number(),
  memberId: v.string(),
  mark: v.variant('kind', [
    v.object({ kind: v.literal('seen'), upTo: v.number(), with: v.optional(v.string()) }),
    v.object({ kind: v.literal('favourite'), handle: v.string(), favourite: v.boolean() }),
  ]),
}) satisfies v.GenericSchema<unknown, KeptMark>

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
    all: async () => {
      const all = await use<unknown[]>('readonly', (store) => store.getAll())
      return all.filter((kept) => v.is(keptMark, kept))
    },
    remove: async (key) => void (await use('readwrite', (store) => store.delete(key))),
  }
}

/** A request that succeeded is on disk only when its transaction is. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'))
  })
}
