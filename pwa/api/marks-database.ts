/** The store of unsent marks, in IndexedDB, so that they outlive a reload and tabs share them. */
import * as v from 'valibot'
import { database, settled } from '../platform/database.ts'
import { MARKS_DATABASE } from '../platform/installed/member-data.ts'
import type { KeptMark, MarkStore } from './offline-queue.ts'

const STORE = 'marks'
/** Marks go to the server without it after this long, ms. */
const LIMIT_MS = 5_000

/** Marks that another version kept in another shape are ignored. */
const keptMark = v.object({
  key: v.number(),
  memberId: v.string(),
  mark: v.union([
    v.object({ kind: v.literal('seen'), upTo: v.number(), with: v.optional(v.string()) }),
    v.object({ kind: v.literal('favourite'), handle: v.string(), favourite: v.boolean() }),
  ]),
}) satisfies v.GenericSchema<unknown, KeptMark>

/** The marks of this browser profile. */
export function marksDatabase(factory: IDBFactory = indexedDB): MarkStore {
  const use = database(
    MARKS_DATABASE,
    (made) => made.createObjectStore(STORE, { keyPath: 'key', autoIncrement: true }),
    factory,
    LIMIT_MS,
  )
  return {
    add: async (mark) => Number(await use(STORE, 'readwrite', (store) => settled(store.add(mark)))),
    all: async () => {
      const all = await use<unknown[]>(STORE, 'readonly', (store) => settled(store.getAll()))
      return all.filter((kept) => v.is(keptMark, kept))
    },
    remove: (key) => use(STORE, 'readwrite', (store) => settled(store.delete(key))),
  }
}
