/**
 * The rings that are shown. Each rings again every few seconds and polls the server until its call is
 * over. A ring lives within a push event; `tidy.ts` resumes those whose worker was stopped.
 */
import { RING_GRACE_MS } from '../../protocol/call.ts'
import type { OrderedCall } from '../../protocol/push-order.ts'
import { callerTag, type PushRing, type RingOutcome } from '../../protocol/push.ts'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import type { Owner } from './owner.ts'
import { repeatRing } from './repeat-ring.ts'
import type { Abilities } from '../platform/push/notification-abilities.ts'
import type { RingRecords } from './ring-records.ts'
import { insist, type RingServer } from './ring-server.ts'
import { wordOf } from './ring-word.ts'
import type { ServerClock } from './server-clock.ts'

/** The server's deadline is later than devices stop ringing, and its answer takes a moment more. */
const GRACE_MS = RING_GRACE_MS + 1_000
/** The server holds a poll for 25 s; after this the connection is lost, ms. */
const POLL_LIMIT_MS = 30_000
/** Pause between polls that the server did not hold or that did not reach it, ms. */
const AGAIN_MS = 1_000
/** Firefox ends a push event after about 60 s, ms. */
const LONGEST_MS = 55_000

export interface LoopDeps {
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly server: Pick<RingServer, 'state' | 'ringing'>
  readonly records: Pick<RingRecords, 'judge'>
  readonly notices: Pick<Notices, 'ring' | 'closeRing' | 'present'>
  readonly owner: Pick<Owner, 'current'>
  readonly can: Pick<Abilities, 'repeats'>
}

interface Running {
  readonly push: PushRing
  readonly stop: AbortController
  /** Aborted: it is not shown again, but its call is still polled. */
  readonly hush: AbortController
  done: Promise<void>
}

interface Ending {
  readonly outcome: RingOutcome
  readonly guessed: boolean
}

/** The rings of this worker, one for each call. */
export class RingLoops {
  readonly #deps: LoopDeps
  /** By the caller's tag: a newer ring of the same caller replaces the older one. */
  readonly #running = new Map<string, Running>()

  constructor(deps: LoopDeps) {
    this.#deps = deps
  }

  isRunning(callId: string): boolean {
    return this.#find(callId) !== undefined
  }

  /**
   * Shows a ring, and resolves when it is over. `rev` is the call's last known revision; `stands`: an
   * earlier worker, which was stopped, has shown it already.
   */
  run(push: PushRing, { rev = null, stands = false }: { rev?: number | null; stands?: boolean }) {
    const tag = callerTag(push.from.handle)
    const former = this.#running.get(tag)
    if (former?.push.callId === push.callId) return former.done
    former?.stop.abort()
    const running: Running = {
      push,
      stop: new AbortController(),
      hush: new AbortController(),
      done: Promise.resolve(),
    }
    this.#running.set(tag, running)
    running.done = this.#ring(running, rev, stands, former?.done).finally(() => {
      if (this.#running.get(tag) === running) this.#running.delete(tag)
    })
    return running.done
  }

  /** Stops showing a call's ring; its outcome is still awaited. */
  hush(callId: string): void {
    this.#find(callId)?.hush.abort()
  }

  /** Ends a call's ring silently. Resolves when nothing of it can be shown any more. */
  async stop(callId: string): Promise<void> {
    const running = this.#find(callId)
    running?.stop.abort()
    await running?.done
  }

  /** The member has signed out. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ push }) => this.stop(push.callId)))
  }

  #find(callId: string): Running | undefined {
    return [...this.#running.values()].find(({ push }) => push.callId === callId)
  }

  async #ring(
    running: Running,
    rev: number | null,
    stands: boolean,
    former: Promise<void> | undefined,
  ): Promise<void> {
    const { clock, server, records, notices } = this.#deps
    const { push, stop } = running
    await former
    // The notification was refused, so the server is not told that it rings here.
    if (!stands && !(await this.#show(running))) return
    const told = insist(clock, () => server.ringing(push.ringToken), stop.signal)
    const repeated = repeatRing({
      clock,
      can: this.#deps.can,
      stop: AbortSignal.any([stop.signal, running.hush.signal]),
      isOver: () => this.#leftMs(push) <= 0,
      show: () => this.#show(running),
    })
    const ending = await this.#watch(running, rev)
    stop.abort()
    await Promise.all([told, repeated])
    if (ending === null) return
    const call: OrderedCall = push
    const event = { is: 'end', call, ...ending } as const
    const verdict = await records.judge(push.from.handle, event)
    if (verdict.do !== 'ring' && verdict.do !== 'already') await notices.present(push, verdict)
  }

  /** False: it cannot or must not be shown. */
  async #show({ push, stop, hush }: Running): Promise<boolean> {
    const { notices, owner } = this.#deps
    const isStopped = () => stop.signal.aborted || hush.signal.aborted
    if (isStopped()) return false
    if ((await owner.current()) !== push.to) {
      stop.abort()
      await notices.closeRing(push)
      return false
    }
    const shown = await notices.ring(push).then(
      () => true,
      () => false,
    )
    // It was pressed, or its call ended, while the browser was showing it.
    if (isStopped()) await notices.closeRing(push)
    return shown
  }

  /** How it ended; null: it was stopped, or it rings for longer than this worker may run. */
  async #watch({ push, stop }: Running, known: number | null): Promise<Ending | null> {
    const { clock, server, serverClock } = this.#deps
    const { signal } = stop
    const end = clock.now() + LONGEST_MS
    const missed: Ending = { outcome: 'missed', guessed: true }
    let rev = known
    // Ask at least once: this device's clock alone must not end a ring.
    for (let asked = false; ; asked = true) {
      const ringMs = this.#leftMs(push) + GRACE_MS
      const leftMs = Math.min(ringMs, end - clock.now())
      if (signal.aborted) return null
      if (asked && ringMs <= 0) return missed
      // Its notification stays, and a push that it is over will close it.
      if (asked && leftMs <= 0) return null
      const askedAt = clock.now()
      const limitMs = Math.min(POLL_LIMIT_MS, Math.max(leftMs, AGAIN_MS))
      const answer = await server.state(push.ringToken, rev, { limitMs, signal })
      if (signal.aborted) return null
      if (answer.is === 'call') await serverClock.heard(push.placedAt + answer.call.ageMs)
      const word = wordOf(answer)
      if (word.is === 'ended') return { outcome: word.outcome, guessed: false }
      if (word.is === 'unknown') return { outcome: 'over', guessed: false }
      if (word.is === 'away' && this.#leftMs(push) <= 0) return missed
      const next = answer.is === 'call' ? answer.call.rev : rev
      const wasHeld = clock.now() - askedAt >= AGAIN_MS
      if (word.is === 'away' || (next === rev && !wasHeld)) await clock.wait(AGAIN_MS, signal)
      rev = next
    }
  }

  #leftMs(push: PushRing): number {
    return push.endsAt - this.#deps.serverClock.now()
  }
}
