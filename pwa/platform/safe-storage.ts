/**
 * localStorage and sessionStorage that never throw. What the browser cannot keep, because storage is full or
 * blocked, is kept until the page closes: remembering is best effort and must not stand before what was pressed.
 */

/** The part of `Storage` that Peal uses. */
export type SafeStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const listeners = new Set<() => void>()
let hasFailed = false

/** Calls `listener` once something could not be kept; at once if that is so already. */
export function whenNotKept(listener: () => void): void {
  if (hasFailed) listener()
  else listeners.add(listener)
}

function failed(): void {
  if (hasFailed) return
  hasFailed = true
  for (const listener of listeners) listener()
  listeners.clear()
}

/** `open`: even reading the global throws where a browser blocks storage. */
export function createSafeStorage(open: () => Storage, notKept: () => void): SafeStorage {
  /** What could not be kept; null: removed, although the storage may still hold it. */
  const memory = new Map<string, string | null>()

  function attempt<T>(work: (storage: Storage) => T, otherwise: T): T {
    try {
      return work(open())
    } catch {
      return otherwise
    }
  }

  return {
    get length() {
      return attempt((storage) => storage.length, 0)
    },
    key: (index) => attempt((storage) => storage.key(index), null),
    getItem(key) {
      const kept = memory.get(key)
      return kept === undefined ? attempt((storage) => storage.getItem(key), null) : kept
    },
    setItem(key, value) {
      memory.delete(key)
      const isKept = attempt((storage) => {
        storage.setItem(key, value)
        return true
      }, false)
      if (isKept) return
      memory.set(key, value)
      notKept()
    },
    removeItem(key) {
      memory.delete(key)
      const isRemoved = attempt((storage) => {
        storage.removeItem(key)
        return true
      }, false)
      if (!isRemoved) memory.set(key, null)
    },
  }
}

export const localStore = createSafeStorage(() => localStorage, failed)
export const sessionStore = createSafeStorage(() => sessionStorage, failed)
