/** The database as all rooms use it, whichever engine is behind it. */
import type { Migration } from './migrations/list.ts'
import type { Db } from './tables.ts'

/** The port to the rows. `sqlite-store.ts` and `postgres-store.ts` are its engines. */
export interface Store {
  /** Reads committed rows, each statement those of its own moment; nothing can be written through it. */
  readonly read: Db
  /**
   * Runs `work` in a transaction and settles after its COMMIT. Of a work that throws, nothing is written. It may
   * await only `db`, must neither begin transactions nor call `write`, and may be run several times until it
   * commits: what it does besides must bear that.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Finishes the accepted writes, then closes the database. */
  close(): Promise<void>
  /** The number of commits and of the writes in them. */
  stats(): { commits: number; writes: number }
}

/** For tests. `now` is in ms since the epoch. */
export interface StoreOptions {
  readonly migrations?: readonly Migration[]
  readonly now?: () => number
}
