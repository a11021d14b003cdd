/**
 * Ends calls whose time is up. A timer for the earliest deadline that this process knows is the
 * fast way; a sweep over the rows finds what the timer missed (another node's calls, a restart).
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { deadlineOf } from '../../protocol/call-end.ts'
import type { Call } from '../../protocol/call.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Tables } from '../store/tables.ts'
import type { LiveCalls } from './live-calls.ts'

/** Overdue calls end within 5 s, whatever happened to the timer. */
const SWEEP_MS = 2_000
/** A longer delay overflows the timer (2^31 ms), and the sweep is there. */
const MAX_DELAY_MS = 3_600_000

/** What deadlines are looked for in, and told to. */
export interface DeadlineDeps {
  readonly live: LiveCalls
  readonly read: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  /** Lets time happen to one call. */
  readonly tick: (callId: string) => Promise<unknown>
}

/** Lets time happen to calls, from its start to its stop. */
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

  /** A call has changed: its deadline may be the earliest now. One that moved away costs one idle turn. */
  consider(call: Call): void {
    if (this.#sweep !== null) this.#arm(deadlineOf(call))
  }

  /** Ends every overdue call that the rows know of. */
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

  /** What fails now is tried again by the next sweep. */
  #guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#deps.log.error({ error }, 'ending overdue calls failed'))
  }
}
