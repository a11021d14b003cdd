/**
 * Ends calls whose deadline has passed. A timer fires at the earliest deadline that this process knows. A
 * sweep over the rows, which decide, finds what the timer missed, such as a call whose ending failed.
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

interface DeadlineDeps {
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
    const { log } = this.#deps
    this.#sweep = setInterval(() => {
      this.sweep().catch((error: unknown) =>
        log.error({ error }, 'overdue calls could not be read'),
      )
    }, SWEEP_MS)
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
    await this.#end(rows.map(({ id }) => id))
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
    const { live, clock } = this.#deps
    void this.#end(live.overdue(clock.now())).then((allEnded) => {
      // What could not be ended is overdue still, so the timer would fire at once, and again and again.
      if (allEnded && this.#sweep !== null) this.#arm(live.nextDeadline())
    })
  }

  /** Ends these calls if they are overdue. Logs failures; the next sweep retries. */
  async #end(callIds: readonly string[]): Promise<boolean> {
    const { tick, log } = this.#deps
    const ended = await Promise.allSettled(callIds.map((callId) => tick(callId)))
    for (const [index, result] of ended.entries()) {
      if (result.status === 'fulfilled') continue
      const error: unknown = result.reason
      log.error({ callId: callIds[index], error }, 'an overdue call could not be ended')
    }
    return ended.every(({ status }) => status === 'fulfilled')
  }
}
