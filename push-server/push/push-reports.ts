/** Reports what came of each push: to the log, the metrics, and the test ring that it was. */
import { idsOf, type DuePush } from './outbox-rows.ts'
import type { PushAnswer } from './push-client.ts'
import type { PushDeps } from './push-deps.ts'
import type { PushOutcome, ServiceName } from './push-services.ts'
import type { TestRings } from './test-rings.ts'

/**
 * A service refuses this server when it has refused this many devices and has taken no push in between.
 * A single device's subscription may have been made for another key.
 */
const REFUSED_DEVICES = 2

/** One push, and how its request ended. */
export interface PushReport {
  readonly push: DuePush
  readonly service: ServiceName
  /** The test ring that this push is; null: it is none. */
  readonly testId: string | null
  readonly answer: PushAnswer
  readonly outcome: PushOutcome
}

export type PushReports = ReturnType<typeof createReports>

/** Follows what push services answer. */
export function createReports(
  { log, onOutcome, onFailing }: Pick<PushDeps, 'log' | 'onOutcome' | 'onFailing'>,
  tests: TestRings,
) {
  /** By service: devices refused since it last took a push, at most `REFUSED_DEVICES`. In memory only. */
  const refused = new Map<ServiceName, Set<string>>()

  /** Whether the service refuses this server, and not this device's subscription alone. */
  function refusesUs({ push, service, outcome }: PushReport): boolean {
    if (outcome === 'accepted') {
      refused.delete(service)
      onFailing?.(service, false)
    }
    if (outcome !== 'unauthorized') return false
    const devices = refused.get(service) ?? new Set<string>()
    refused.set(service, devices)
    if (devices.size < REFUSED_DEVICES) devices.add(push.deviceId)
    const isFailing = devices.size >= REFUSED_DEVICES
    onFailing?.(service, isFailing)
    return isFailing
  }

  function logEnd({ push, service, answer, outcome }: PushReport, isFailing: boolean): void {
    const said = answer.ok ? { status: answer.status } : { code: answer.code }
    const fields = { service, ...idsOf(push), attempts: push.attempts, outcome, ...said }
    if (outcome === 'accepted') return log.info(fields, 'push')
    if (isFailing) {
      return log.error(fields, 'a push service does not accept this server: is PEAL_CONTACT right?')
    }
    log.warn(fields, 'push')
  }

  function tellTest({ testId, answer, outcome }: PushReport): void {
    if (testId === null) return
    if (outcome === 'accepted') return tests.note(testId, 'accepted')
    if (outcome === 'later' && answer.ok) return
    const word = answer.ok ? `${answer.status} ${answer.word}`.trim() : answer.code
    tests.note(testId, 'refused', word)
  }

  return {
    /** A request is about to be sent. */
    sent(testId: string | null): void {
      if (testId !== null) tests.note(testId, 'sent')
    },
    /** The request has ended. */
    ended(report: PushReport): void {
      const { service, answer, outcome } = report
      onOutcome?.(service, answer.ok ? outcome : 'unreachable')
      logEnd(report, refusesUs(report))
      tellTest(report)
    },
  }
}
