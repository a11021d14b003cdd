/**
 * Group commit: all writes of one turn of the event loop run in one transaction, each in a savepoint, and
 * settle after its COMMIT. So they share the wait for the disk that `synchronous=FULL` costs.
 */
import type { Database } from 'better-sqlite3'
import { StoreError, asStoreError, isBusy, unwritable } from './store-error.ts'

/** Writes are refused when another process holds the database for longer than this, ms. */
const PATIENCE_MS = 2_000
const RETRY_MS = 20

interface Job {
  /** Runs the work; returns what settles its promise with the outcome, after the commit. */
  readonly run: () => Promise<() => void>
  readonly reject: (error: unknown) => void
}

/** Collects writes and runs them together. */
export function createGroupCommit(database: Database) {
  const command = (sql: string) => {
    const statement = database.prepare(sql)
    return () => void statement.run()
  }
  // IMMEDIATE: no other connection can write meanwhile and make the commit fail.
  const begin = command('BEGIN IMMEDIATE')
  const savepoint = command('SAVEPOINT work')
  const release = command('RELEASE work')
  const rollbackToSavepoint = command('ROLLBACK TO work')
  const commit = command('COMMIT')
  const rollback = command('ROLLBACK')
  const stats = { commits: 0, writes: 0 }
  let waiting: Job[] = []
  let running: Promise<void> | null = null
  let closed = false

  function schedule(): void {
    running ??= new Promise<void>((done) => {
      setImmediate(() => {
        const jobs = waiting
        waiting = []
        void commitAll(jobs).then(() => {
          running = null
          if (waiting.length > 0) schedule()
          done()
        })
      })
    })
  }

  /** Never rejects: the jobs get every outcome. */
  async function commitAll(jobs: readonly Job[]): Promise<void> {
    const settles: (() => void)[] = []
    try {
      await beginInTime()
      for (const job of jobs) settles.push(await runOne(job))
      commit()
    } catch (error) {
      // SQLite ends a transaction by itself when the disk fails.
      if (database.inTransaction) rollback()
      const reason = asStoreError(error)
      for (const { reject } of jobs) reject(reason)
      return
    }
    stats.commits += 1
    stats.writes += jobs.length
    for (const settle of settles) settle()
  }

  /** Waits while another process holds the database, and lets everything else run meanwhile. */
  async function beginInTime(): Promise<void> {
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      try {
        return begin()
      } catch (error) {
        if (!isBusy(error) || performance.now() >= end || closed) throw error
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  async function runOne({ run, reject }: Job): Promise<() => void> {
    savepoint()
    let failure: { readonly reason: unknown } | null = null
    const settle = await run().catch((error: unknown) => {
      const reason = asStoreError(error)
      failure = { reason }
      return () => reject(reason)
    })
    const failed = failure as { readonly reason: unknown } | null
    if (!database.inTransaction) {
      if (failed !== null && unwritable(failed.reason) !== null) throw failed.reason
      throw new StoreError('full', 'The database gave up the transaction.')
    }
    if (failed !== null) rollbackToSavepoint()
    release()
    return settle
  }

  return {
    /**
     * Runs `work` in the next shared transaction. It may await only the database and must not call
     * `write`, because others use the same transaction.
     * @throws what `work` threw (only its own rows are rolled back), or why the commit failed
     */
    write<T>(work: () => Promise<T>): Promise<T> {
      if (closed) return Promise.reject(new StoreError('closed', 'The store is closed.'))
      return new Promise<T>((resolve, reject) => {
        const run = async () => {
          const value = await work()
          return () => resolve(value)
        }
        waiting.push({ run, reject })
        schedule()
      })
    },
    stats: () => ({ ...stats }),
    /** Accepts no more work; resolves when the accepted work is done. */
    async close(): Promise<void> {
      closed = true
      while (running !== null) await running
    },
  }
}
