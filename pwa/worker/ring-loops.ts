/**
 * The rings that are shown. Each rings again every few seconds and polls the server until its call is
 * over. A ring lives within a push event; `tidy.ts` resumes those whose worker was stopped.
 */
import { RING_GRACE_MS } from '../../protocol/call.ts'
import { callerTag, type PushRing, type RingOutcome } from '../../protocol/push.ts'
import { isDone } from '../platform/done-in-time.ts'
import { within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'
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
/** A notification that is not shown within this is not shown, ms: the caller is told so. */
const SHOW_MS = 5_000
/** A ring waits no longer than this, ms, until nothing more is shown of the caller's former one. */
const FORMER_MS = 500
/** Firefox ends a push event after about 60 s, ms. */
const LONGEST_MS = 55_000

export interface LoopDeps {
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly server: Pick<RingServer, 'state' | 'ringing' | 'failed'>
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

export type RingLoops = ReturnType<typeof createRingLoops>

/** The rings of this worker, one for each call. */
export function createRingLoops(deps: LoopDeps) {
  const { clock, serverClock, server, records, notices, owner, can } = deps
  /** By the caller's tag: a newer ring of the same caller replaces the older one. */
  const running = new Map<string, Running>()

  const find = (callId: string) => [...running.values()].find(({ push }) => push.callId === callId)
  const leftMs = (push: PushRing) => push.endsAt - serverClock.now()

  async function ring(
    begun: Running,
    rev: number | null,
    stands: boolean,
    former: Promise<void> | undefined,
  ): Promise<void> {
    const { push, stop } = begun
    const { signal } = stop
    if (former !== undefined) await within(former, FORMER_MS, pageTimer)
    // The notification was refused, so the server is told that it cannot ring here.
    if (!stands && !(await show(begun))) {
      if (!signal.aborted && !begun.hush.signal.aborted) {
        await insist(clock, () => server.failed(push.ringToken, { signal }), signal)
      }
      return
    }
    // Given up when the ring stops: the caller's next ring waits for this one's end.
    const told = insist(clock, () => server.ringing(push.ringToken, { signal }), signal)
    const repeated = repeatRing({
      clock,
      can,
      stop: AbortSignal.any([signal, begun.hush.signal]),
      isOver: () => leftMs(push) <= 0,
      show: () => show(begun),
    })
    const ending = await watch(begun, rev)
    stop.abort()
    await Promise.all([told, repeated])
    if (ending === null) return
    const event = { is: 'end', call: push, ...ending } as const
    await notices.present(push, await records.judge(push.from.handle, event))
  }

  /** False: it cannot or must not be shown. */
  async function show(begun: Running): Promise<boolean> {
    const { push, stop } = begun
    if (isSilent(begun)) return false
    if ((await owner.current()) !== push.to) {
      stop.abort()
      await notices.closeRing(push)
      return false
    }
    return isDone(() => present(begun), SHOW_MS, pageTimer)
  }

  async function present(begun: Running): Promise<void> {
    const { push } = begun
    await notices.ring(push)
    // It was pressed, or its call ended, while the browser was showing it.
    if (!isSilent(begun) || !(await notices.closeRing(push))) return
    // It had taken the place of the caller's next ring.
    const next = running.get(callerTag(push.from.handle))
    if (next !== undefined && next !== begun) await show(next)
  }

  const isSilent = ({ stop, hush }: Running) => stop.signal.aborted || hush.signal.aborted

  /** How it ended; null: it was stopped, or it rings for longer than this worker may run. */
  async function watch({ push, stop }: Running, known: number | null): Promise<Ending | null> {
    const { signal } = stop
    const end = clock.now() + LONGEST_MS
    const missed: Ending = { outcome: 'missed', guessed: true }
    let rev = known
    // Ask at least once: this device's clock alone must not end a ring.
    for (let asked = false; ; asked = true) {
      const ringMs = leftMs(push) + GRACE_MS
      const restMs = Math.min(ringMs, end - clock.now())
      if (signal.aborted) return null
      if (asked && ringMs <= 0) return missed
      // Its notification stays, and a push that it is over will close it.
      if (asked && restMs <= 0) return null
      const askedAt = clock.now()
      const limitMs = Math.min(POLL_LIMIT_MS, Math.max(restMs, AGAIN_MS))
      const answer = await server.state(push.ringToken, rev, { limitMs, signal })
      if (signal.aborted) return null
      if (answer.is === 'call') await serverClock.heard(push.placedAt + answer.call.ageMs)
      const word = wordOf(answer)
      if (word.is === 'ended') return { outcome: word.outcome, guessed: false }
      if (word.is === 'unknown') return { outcome: 'over', guessed: false }
      if (word.is === 'away' && leftMs(push) <= 0) return missed
      const next = answer.is === 'call' ? answer.call.rev : rev
      const wasHeld = clock.now() - askedAt >= AGAIN_MS
      if (word.is === 'away' || (next === rev && !wasHeld)) await clock.wait(AGAIN_MS, signal)
      rev = next
    }
  }

  /** Ends a call's ring silently. Resolves when nothing of it can be shown any more. */
  async function stop(callId: string): Promise<void> {
    const found = find(callId)
    found?.stop.abort()
    await found?.done
  }

  return {
    isRunning: (callId: string) => find(callId) !== undefined,

    /**
     * Shows a ring, and resolves when it is over. `rev` is the call's last known revision; `stands`: an
     * earlier worker, which was stopped, has shown it already.
     */
    run(
      push: PushRing,
      { rev = null, stands = false }: { rev?: number | null; stands?: boolean },
    ): Promise<void> {
      const tag = callerTag(push.from.handle)
      const former = running.get(tag)
      if (former?.push.callId === push.callId) return former.done
      former?.stop.abort()
      const controllers = { stop: new AbortController(), hush: new AbortController() }
      const begun: Running = { push, ...controllers, done: Promise.resolve() }
      running.set(tag, begun)
      begun.done = ring(begun, rev, stands, former?.done).finally(() => {
        if (running.get(tag) === begun) running.delete(tag)
      })
      return begun.done
    },

    /** Stops showing a call's ring; its outcome is still awaited. */
    hush: (callId: string) => find(callId)?.hush.abort(),

    stop,

    /** The member has signed out. */
    stopAll: () => Promise.all([...running.values()].map(({ push }) => stop(push.callId))),
  }
}
