/** An IndexedDB in memory, of as much as Peal uses: stores with keys of their own, and one transaction at a time. */
import type { Unruly } from '../../support/unruly.ts'

type Handler = (() => void) | null

class Request<T> {
  onsuccess: Handler = null
  onerror: Handler = null
  onupgradeneeded: Handler = null
  result: T | undefined
  error: unknown = null
}

/** Runs `work` as a request, in the mood of the browser. */
function requested<T>(browser: Unruly, api: string, work: () => T): Request<T> {
  const request = new Request<T>()
  browser.does(api, work).then(
    (result) => {
      request.result = result
      request.onsuccess?.()
    },
    (error: unknown) => {
      request.error = error
      request.onerror?.()
    },
  )
  return request
}

export function fakeDatabase(browser: Unruly): IDBFactory {
  const stores = new Map<string, Map<string, unknown>>()

  function transaction(store: string) {
    const held = stores.get(store) ?? new Map<string, unknown>()
    const made = { oncomplete: null as Handler, onabort: null as Handler, error: null }
    const use = <T>(api: string, work: () => T) => {
      const request = requested(browser, api, work)
      setTimeout(() => made.oncomplete?.(), 0)
      return request
    }
    return Object.assign(made, {
      objectStore: () => ({
        get: (key: string) => use('indexedDB.get', () => structuredClone(held.get(key))),
        put: (value: unknown, key: string) =>
          use('indexedDB.put', () => void held.set(key, structuredClone(value))),
      }),
    })
  }

  function open() {
    const database = {
      createObjectStore: (name: string) => void stores.set(name, new Map()),
      transaction,
      close: () => undefined,
    }
    const request = new Request<typeof database>()
    browser
      .does('indexedDB.open', () => database)
      .then(
        (made) => {
          request.result = made
          if (stores.size === 0) request.onupgradeneeded?.()
          request.onsuccess?.()
        },
        (error: unknown) => {
          request.error = error
          request.onerror?.()
        },
      )
    return request
  }

  return { open, deleteDatabase: () => new Request() } as unknown as IDBFactory
}
