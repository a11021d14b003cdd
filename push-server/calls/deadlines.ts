/**
 * Ends calls whose deadline has passed. A timer fires at the earliest deadline that this process knows. A
 * sweep over the rows, which decide, finds what the timer missed, such as a call whose ending failed.
 */
import { sql } from 'kysely'
import { deadlineOf } from '../../protocol/call-end.ts'
import type { Call } from '../../protocol/call.ts'
import { inBackground } from '../background.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { unwritable } from '../store/store-error.ts'
import type { Db } from '../store/tables.ts'
import type { LiveCalls } from './live-calls.ts'

/** Overdue calls must end within 5 s, even without the timer. */
const SWEEP_MS = 2_000
/** A call that could not be ended so often is set aside. */
const MOST_FAILURES = 3
/** Timers overflow at 2^31 ms; the sweep handles longer delays. */
const MAX_DELAY_MS = 3_600_000

interface DeadlineDeps {
  readonly live: LiveCalls
  readonly read: Db
  readonly clock: Clock
  readonly log: Log
  /** Ends one call if it is overdue. */
  readonly tick: (callId: string) => Promise<unknown>
  /** Ends one call that cannot be ended otherwise. */
  readonly setAside: (callId: string) => Promise<void>
}

/** Ends overdue calls until it is stopped. */
export function startDeadlines({ live, read, clock, log, tick, setAside }: DeadlineDeps) {
  /** How often each overdue call could not be ended. */
  const failures = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let timerAt = Infinity
  let isStopped = false

  function arm(deadline: number): void {
    if (isStopped || deadline >= timerAt) return
    clearTimeout(timer)
    timerAt = deadline
    const delay = Math.max(0, deadline - clock.now())
    timer = setTimeout(fire, Math.min(delay, MAX_DELAY_MS))
  }

  function fire(): void {
    timerAt = Infinity
    void end(live.overdue(clock.now())).then((allEnded) => {
      // What could not be ended is overdue still, so the timer would fire at once, and again and again.
      if (allEnded) arm(live.nextDeadline())
    })
  }

  /** Ends these calls if they are overdue. Logs failures; the next sweep retries. */
  async function end(callIds: readonly string[]): Promise<boolean> {
    const ended = await Promise.all(callIds.map(endOne))
    return ended.every((isEnded) => isEnded)
  }

  async function endOne(callId: string): Promise<boolean> {
    try {
      await tick(callId)
    } catch (error) {
      log.error({ callId, error }, 'an overdue call could not be ended')
      // Nothing is wrong with the call: it ends as usual as soon as something can be written again.
      if (unwritable(error) !== null) return false
      const failed = (failures.get(callId) ?? 0) + 1
      failures.set(callId, failed)
      if (failed < MOST_FAILURES) return false
      // Fails as well if nothing can be written by now.
      const aside = await setAside(callId).then(
        () => true,
        () => false,
      )
      if (!aside) return false
    }
    failures.delete(callId)
    return true
  }

  /** Ends every call that is overdue by its row. */
  async function sweep(): Promise<void> {
    const rows = await read
      .selectFrom('call')
      .select('id')
      .where('state', '<>', sql.lit('ended'))
      .where('deadline', '<=', clock.now())
      .execute()
    await end(rows.map(({ id }) => id))
  }

  const sweeping = setInterval(
    () => inBackground(sweep(), log, 'overdue calls could not be read'),
    SWEEP_MS,
  )
  arm(live.nextDeadline())
  return {
    /** A call has changed: its deadline may be the earliest now. After a delay the timer fires in vain. */
    consider(call: Call) {
      if (call.state === 'ended') failures.delete(call.id)
      arm(deadlineOf(call) ?? Infinity)
    },
    sweep,
    stop() {
      isStopped = true
      clearInterval(sweeping)
      clearTimeout(timer)
    },
  }
}
