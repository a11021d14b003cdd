/** A CacheStorage in memory: as much of it as the worker's code uses, by address alone. */
export interface FakeCaches {
  readonly storage: Pick<CacheStorage, 'open' | 'keys' | 'delete'>
  /** Addresses held, by cache. */
  contents(): Record<string, string[]>
}

export function fakeCaches(): FakeCaches {
  const caches = new Map<string, Map<string, Response>>()
  const address = (request: RequestInfo | URL) =>
    typeof request === 'object' && 'url' in request ? request.url : String(request)

  function open(name: string): Promise<Cache> {
    const held = caches.get(name) ?? new Map<string, Response>()
    caches.set(name, held)
    const cache: Pick<Cache, 'match' | 'put' | 'keys' | 'delete'> = {
      match: (request) => Promise.resolve(held.get(address(request))?.clone()),
      put: (request, response) => {
        held.delete(address(request))
        held.set(address(request), response)
        return Promise.resolve()
      },
      keys: () => Promise.resolve([...held.keys()].map((url) => ({ url }) as Request)),
      delete: (request) => Promise.resolve(held.delete(address(request))),
    }
    // Methods that the tests do not use are missing.
    return Promise.resolve(cache as Cache)
  }

  return {
    storage: {
      open,
      keys: () => Promise.resolve([...caches.keys()]),
      delete: (name) => Promise.resolve(caches.delete(name)),
    },
    contents: () => Object.fromEntries([...caches].map(([name, held]) => [name, [...held.keys()]])),
  }
}

/** An IndexedDB that only records deletions. */
export function fakeDatabases(): {
  deleted: string[]
  factory: Pick<IDBFactory, 'deleteDatabase'>
} {
  const deleted: string[] = []
  return {
    deleted,
    factory: {
      deleteDatabase: (name) => {
        deleted.push(name)
        return {} as IDBOpenDBRequest
      },
    },
  }
}
