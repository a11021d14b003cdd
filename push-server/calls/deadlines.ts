/**
 * Ends calls whose deadline has passed. A timer fires at the earliest deadline that this process knows. A
 * sweep over the rows finds what the timer missed: calls of another node, and those before a restart.
 */
import { sql } from 'kysely'
import { deadlineOf } from '../../protocol/call-end.ts'
import type { Call } from '../../protocol/call.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Db } from '../store/tables.ts'
import type { LiveCalls } from './live-calls.ts'

/** Overdue calls must end within 5 s, even without the timer. */
const SWEEP_MS = 2_000
/** Timers overflow at 2^31 ms; the sweep handles longer delays. */
const MAX_DELAY_MS = 3_600_000

/** What deadlines need. */
export interface DeadlineDeps {
  readonly live: LiveCalls
  readonly read: Db
  readonly clock: Clock
  readonly log: Log
  /** Ends one call if it is overdue. */
  readonly tick: (callId: string) => Promise<unknown>
}

/** Ends overdue calls from `start` to `stop`. */
export class Deadlines {
  readonly #deps: DeadlineDeps
  #timer: NodeJS.Timeout | null = null
  #timerAt = Infinity
  #sweep: NodeJS.Timeout | null = null

  constructor(deps: DeadlineDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#sweep = setInterval(() => this.#guard(this.sweep()), SWEEP_MS)
    this.#arm(this.#deps.live.nextDeadline())
  }

  stop(): void {
    if (this.#sweep !== null) clearInterval(this.#sweep)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#sweep = null
    this.#timer = null
    this.#timerAt = Infinity
  }

  /** A call has changed: its deadline may be the earliest now. After a delay the timer fires in vain. */
  consider(call: Call): void {
    if (this.#sweep !== null) this.#arm(deadlineOf(call))
  }

  /** Ends every call that is overdue by its row. */
  async sweep(): Promise<void> {
    const rows = await this.#deps.read
      .selectFrom('call')
      .select('id')
      .where('state', '<>', sql.lit('ended'))
      .where('deadline', '<=', this.#deps.clock.now())
      .execute()
    await Promise.all(rows.map(({ id }) => this.#deps.tick(id)))
  }

  #arm(deadline: number | null): void {
    if (deadline === null || deadline >= this.#timerAt) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timerAt = deadline
    const delay = Math.max(0, deadline - this.#deps.clock.now())
    this.#timer = setTimeout(() => this.#fire(), Math.min(delay, MAX_DELAY_MS))
  }

  #fire(): void {
    this.#timer = null
    this.#timerAt = Infinity
    const { live, clock, tick } = this.#deps
    const overdue = live.overdue(clock.now())
    this.#guard(
      Promise.all(overdue.map((callId) => tick(callId))).then(() => {
        if (this.#sweep !== null) this.#arm(live.nextDeadline())
      }),
    )
  }

  /** Logs a failure; the next sweep retries. */
  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#deps.log.error({ error }, 'ending overdue calls failed'))
  }
}
