/**
 * Shared commits: whatever asks to write within one turn of the event loop runs in one
 * transaction, a savepoint each, and is answered after its COMMIT returned. So the one wait for
 * the disk that `synchronous=FULL` costs is paid once for all of them.
 */
import { StoreError } from './store-error.ts'

/** The few commands that a shared transaction needs of its connection. */
export interface TransactionPort {
  begin(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  commit(): void
  rollback(): void
  /** SQLite ends a transaction by itself when the disk fails. */
  isOpen(): boolean
}

interface Job {
  /** Runs the work and keeps its outcome; never throws. True if its rows are to be kept. */
  run(): Promise<boolean>
  /** Tells the outcome to whoever asked. */
  settle(): void
  fail(error: unknown): void
}

/** Collects writes, and runs them together. */
export class GroupCommit {
  readonly #port: TransactionPort
  #waiting: Job[] = []
  #running: Promise<void> | null = null
  #closed = false
  #commits = 0
  #writes = 0

  constructor(port: TransactionPort) {
    this.#port = port
  }

  /**
   * Runs `work` in the next shared transaction. It may await nothing but the database, and must
   * not call `write` itself: the transaction is everybody's.
   * @throws what `work` threw (its rows alone are undone), or why the commit failed
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
            // What the work threw, as it threw it.
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

  /** Takes no more work; resolves when what was asked for is done. */
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

  /** Never rejects: every outcome, good or bad, goes to the jobs. */
  async #commit(jobs: readonly Job[]): Promise<void> {
    try {
      this.#port.begin()
      for (const job of jobs) await this.#runOne(job)
      this.#port.commit()
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
    this.#port.savepoint()
    const kept = await job.run()
    if (!this.#port.isOpen()) {
      throw new StoreError('lost-transaction', 'The database gave up the transaction.')
    }
    if (!kept) this.#port.rollbackToSavepoint()
    this.#port.release()
  }

  #rollback(): void {
    if (this.#port.isOpen()) this.#port.rollback()
  }
}
