/** Empty databases of both engines, for tests of what both promise. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openPostgresStore } from '../../push-server/store/postgres-store.ts'
import { openSqliteStore } from '../../push-server/store/sqlite-store.ts'
import type { Store, StoreOptions } from '../../push-server/store/store.ts'
import { freshDatabase, migratedDatabase } from './postgres.ts'
import { tempDir } from './temp-dir.ts'

/** A database that can be opened several times. */
export interface TestDatabase {
  /** Opens it; the store is closed when the test ends. */
  open(options?: StoreOptions): Promise<Store>
}

function databaseOf(opening: (options?: StoreOptions) => Promise<Store>): TestDatabase {
  return {
    async open(options) {
      const store = await opening(options)
      onTestFinished(() => store.close())
      return store
    },
  }
}

type Make = (how?: { readonly migrated: boolean }) => Promise<TestDatabase>

/** Makes a database of each engine, without rows, and without tables unless said. */
export const ENGINES: readonly [name: string, make: Make][] = [
  [
    'SQLite',
    async () => {
      const file = join(tempDir(), 'peal.db')
      return databaseOf((options) => openSqliteStore(file, options))
    },
  ],
  [
    'PostgreSQL',
    async ({ migrated } = { migrated: false }) => {
      const url = await (migrated ? migratedDatabase() : freshDatabase())
      return databaseOf((options) => openPostgresStore(url, options))
    },
  ],
]
