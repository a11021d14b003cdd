/**
 * Sends what waits in the outbox: at once when it is woken, later when a row is due later, and after a
 * crash whatever was in flight. Every push is sent on its own: none waits for another.
 */
import { inBackground } from '../background.ts'
import {
  BATCH,
  finish,
  idsOf,
  leaseDue,
  letGo,
  markFailing,
  markWorking,
  nextDue,
  putOff,
  releaseLeases,
} from './outbox-rows.ts'
import type { DuePush } from './outbox-rows.ts'
import type { PushClient } from './push-client.ts'
import type { PushDeps } from './push-deps.ts'
import type { PushReports } from './push-reports.ts'
import { preparePush, type PushRequestDeps } from './push-request.ts'
import { outcomeOf, type PushOutcome } from './push-services.ts'
import { BUSY_MOST_MS, REFUSED_MOST_MS, retryAt } from './retry.ts'

/** No more than this many are in flight; further ones are leased when some of these are done. */
const MAX_IN_FLIGHT = 1_024
/** The outbox is polled this often, for rows that no `wake` told of. */
const POLL_MS = 5_000
/** A row that could not be handled so often is given up, so that it does not fill the log. */
const MOST_FAILURES = 5
/** Rows that are done are deleted together, this often. */
const FINISH_MS = 50

export interface SenderDeps
  extends PushRequestDeps, Pick<PushDeps, 'store' | 'onReachable' | 'random'> {
  readonly client: PushClient
  readonly reports: PushReports
}

export type OutboxSender = ReturnType<typeof createSender>

/** Sends from `start` to `stop`; call `wake` whenever a row may be due. */
export function createSender(deps: SenderDeps) {
  const { store, clock, log, client, reports, calls, onReachable, random = Math.random } = deps
  const inFlight = new Set<Promise<void>>()
  let done: number[] = []
  let finishing: Promise<void> | null = null
  let running: Promise<void> | null = null
  let again = false
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  /** Something may be due. */
  function wake(): void {
    if (stopped) return
    again = true
    running ??= run().finally(() => {
      running = null
      if (again && !stopped) wake()
    })
  }

  async function run(): Promise<void> {
    try {
      // One time for both queries: a row that falls due between two times would be seen by neither.
      let now: number
      do {
        again = false
        now = clock.now()
        const due = await leaseDue(store, now)
        for (const push of due) launch(push)
        if (due.length === BATCH) again = true
        while (inFlight.size >= MAX_IN_FLIGHT) await Promise.race(inFlight)
      } while (again && !stopped)
      if (!stopped) arm(await nextDue(store, now))
    } catch (error) {
      log.error({ error }, 'the outbox could not be read')
      arm(null)
    }
  }

  function arm(dueAt: number | null): void {
    clearTimeout(timer)
    const wait = dueAt === null ? POLL_MS : dueAt - clock.now()
    timer = setTimeout(wake, Math.min(POLL_MS, Math.max(0, wait)))
    timer.unref()
  }

  function launch(push: DuePush): void {
    const delivered = deliver(push)
      .catch((error: unknown) => setAside(push, error))
      .finally(() => inFlight.delete(delivered))
    inFlight.add(delivered)
  }

  async function deliver(push: DuePush): Promise<void> {
    const prepared = await preparePush(deps, push)
    if (prepared === null) return finishSoon(push)
    const { request, service, testId } = prepared
    reports.sent(testId)
    const answer = await client.send(request)
    const outcome = outcomeOf(service, answer)
    reports.ended({ push, service: service.name, testId, answer, outcome })
    await settle(push, outcome, answer.ok ? answer.retryAfterMs : null)
  }

  /** The row could not be handled. It is tried again when its lease expires, but not for ever. */
  function setAside(push: DuePush, error: unknown): void {
    const isLast = push.attempts >= MOST_FAILURES
    log.error({ ...idsOf(push), error, givenUp: isLast }, 'a push failed')
    if (isLast) inBackground(finishSoon(push), log, 'a push that was given up remains')
  }

  /** Writes what becomes of the row and its subscription. */
  async function settle(
    push: DuePush,
    outcome: PushOutcome,
    retryAfterMs: number | null,
  ): Promise<void> {
    const now = clock.now()
    switch (outcome) {
      case 'accepted':
        if (push.failingSince !== null) await store.write((db) => markWorking(db, push))
        return finishSoon(push)
      case 'gone': {
        const fate = await store.write((db) => letGo(db, push, now))
        if (fate === 'moved') return wake()
        for (const callId of fate) await calls.targetFailed(callId, push.deviceId)
        onReachable(push.memberId)
        return
      }
      case 'unauthorized':
      case 'later': {
        const { attempts, expiresAt } = push
        const mostMs = outcome === 'later' ? BUSY_MOST_MS : REFUSED_MOST_MS
        const at = retryAt({ now, attempts, retryAfterMs, expiresAt, mostMs, random: random() })
        await store.write(async (db) => {
          if (at === null) await finish(db, [push.id])
          else await putOff(db, push.id, at)
          if (outcome === 'unauthorized') await markFailing(db, push, now)
        })
        if (at !== null) wake()
        return
      }
      case 'rejected':
        await store.write(async (db) => {
          await finish(db, [push.id])
          await markFailing(db, push, now)
        })
        return
      default:
        outcome satisfies never
    }
  }

  /**
   * Rows that are done within `FINISH_MS` are deleted by one statement, since a commit for each would
   * cost more than sending it. After a crash they are sent again, which workers tolerate.
   */
  function finishSoon(push: DuePush): Promise<void> {
    done.push(push.id)
    finishing ??= new Promise<void>((resolve) => setTimeout(resolve, FINISH_MS)).then(() => {
      const ids = done
      done = []
      finishing = null
      return store.write((db) => finish(db, ids))
    })
    return finishing
  }

  return {
    /** Begins. As yet one process alone uses the store, so all leases are a former process's: releases them. */
    async start(): Promise<void> {
      await releaseLeases(store)
      wake()
    },
    wake,
    /** Takes no more rows; resolves when all pushes in flight are done. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await running
      await Promise.all(inFlight)
    },
  }
}
