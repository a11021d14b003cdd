/**
 * Group commit: all writes of one turn of the event loop run in one transaction, each in a savepoint, and
 * settle after its COMMIT. So they share the wait for the disk that `synchronous=FULL` costs.
 */
import type { Database } from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/** The commands of a shared transaction. */
function commandsOf(database: Database) {
  const run = (sql: string) => {
    const statement = database.prepare(sql)
    return () => void statement.run()
  }
  return {
    // IMMEDIATE: no other connection can write meanwhile and make the commit fail.
    begin: run('BEGIN IMMEDIATE'),
    savepoint: run('SAVEPOINT work'),
    release: run('RELEASE work'),
    rollbackToSavepoint: run('ROLLBACK TO work'),
    commit: run('COMMIT'),
    rollback: run('ROLLBACK'),
    /** Whether the transaction is open: SQLite ends it by itself when the disk fails. */
    isOpen: () => database.inTransaction,
  }
}

interface Job {
  /** Runs the work and remembers its outcome; never throws. True: its rows are to be kept. */
  run(): Promise<boolean>
  /** Settles the promise of the caller with the outcome. */
  settle(): void
  fail(error: unknown): void
}

/** Collects writes and runs them together. */
export class GroupCommit {
  readonly #commands: ReturnType<typeof commandsOf>
  #waiting: Job[] = []
  #running: Promise<void> | null = null
  #closed = false
  #commits = 0
  #writes = 0

  constructor(database: Database) {
    this.#commands = commandsOf(database)
  }

  /**
   * Runs `work` in the next shared transaction. It may await only the database and must not call
   * `write`, because others use the same transaction.
   * @throws what `work` threw (only its own rows are rolled back), or why the commit failed
   */
  write<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreError('closed', 'The store is closed.'))
    return new Promise<T>((resolve, reject) => {
      let settle = () => {}
      this.#waiting.push({
        async run() {
          try {
            const value = await work()
            settle = () => resolve(value)
            return true
          } catch (error) {
            settle = () => reject(error instanceof Error ? error : new Error(String(error)))
            return false
          }
        },
        settle: () => settle(),
        fail: reject,
      })
      this.#schedule()
    })
  }

  stats(): { commits: number; writes: number } {
    return { commits: this.#commits, writes: this.#writes }
  }

  /** Accepts no more work; resolves when the accepted work is done. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#running !== null) await this.#running
  }

  #schedule(): void {
    this.#running ??= new Promise<void>((done) => {
      setImmediate(() => {
        const jobs = this.#waiting
        this.#waiting = []
        void this.#commit(jobs).then(() => {
          this.#running = null
          if (this.#waiting.length > 0) this.#schedule()
          done()
        })
      })
    })
  }

  /** Never rejects: the jobs get every outcome. */
  async #commit(jobs: readonly Job[]): Promise<void> {
    try {
      this.#commands.begin()
      for (const job of jobs) await this.#runOne(job)
      this.#commands.commit()
    } catch (error) {
      if (this.#commands.isOpen()) this.#commands.rollback()
      for (const job of jobs) job.fail(error)
      return
    }
    this.#commits += 1
    this.#writes += jobs.length
    for (const job of jobs) job.settle()
  }

  async #runOne(job: Job): Promise<void> {
    this.#commands.savepoint()
    const kept = await job.run()
    if (!this.#commands.isOpen()) {
      throw new StoreError('lost-transaction', 'The database gave up the transaction.')
    }
    if (!kept) this.#commands.rollbackToSavepoint()
    this.#commands.release()
  }
}
