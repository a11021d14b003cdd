/**
 * Group commit: all writes of one turn of the event loop run in one transaction, each in a savepoint, and
 * settle after its COMMIT. So they share the wait for the disk that `synchronous=FULL` costs.
 */
import { StoreError } from './store-error.ts'

/** The commands of the connection that a shared transaction needs. */
export interface TransactionDeps {
  begin(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  commit(): void
  rollback(): void
  /** Whether the transaction is open: SQLite ends it by itself when the disk fails. */
  isOpen(): boolean
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
  readonly #deps: TransactionDeps
  #waiting: Job[] = []
  #running: Promise<void> | null = null
  #closed = false
  #commits = 0
  #writes = 0

  constructor(deps: TransactionDeps) {
    this.#deps = deps
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
      this.#deps.begin()
      for (const job of jobs) await this.#runOne(job)
      this.#deps.commit()
    } catch (error) {
      this.#rollback()
      for (const job of jobs) job.fail(error)
      return
    }
    this.#commits += 1
    this.#writes += jobs.length
    for (const job of jobs) job.settle()
  }

  async #runOne(job: Job): Promise<void> {
    this.#deps.savepoint()
    const kept = await job.run()
    if (!this.#deps.isOpen()) {
      throw new StoreError('lost-transaction', 'The database gave up the transaction.')
    }
    if (!kept) this.#deps.rollbackToSavepoint()
    this.#deps.release()
  }

  #rollback(): void {
    if (this.#deps.isOpen()) this.#deps.rollback()
  }
}
