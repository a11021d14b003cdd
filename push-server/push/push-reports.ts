/** Reports what came of each push: to the log, the metrics, and the test ring that it was. */
import { idsOf } from './outbox-rows.ts'
import type { DuePush } from './outbox-rows.ts'
import type { PushAnswer } from './push-client.ts'
import type { PushDeps } from './push-deps.ts'
import type { PushOutcome, ServiceName } from './push-services.ts'
import type { TestRings } from './test-rings.ts'

/**
 * A service refuses this server when it has refused this many devices and has taken no push in between.
 * A single device's subscription may have been made for another key.
 */
const REFUSED_DEVICES = 2

/** Where reports go. */
export interface PushReportDeps extends Pick<PushDeps, 'log' | 'onOutcome' | 'onFailing'> {
  readonly tests: TestRings
}

/** One push, and how its request ended. */
export interface PushReport {
  readonly push: DuePush
  readonly service: ServiceName
  /** The test ring that this push is; null: it is none. */
  readonly testId: string | null
  readonly answer: PushAnswer
  readonly outcome: PushOutcome
}

/** Follows what push services answer. */
export class PushReports {
  readonly #deps: PushReportDeps
  /** By service: devices refused since it last took a push, at most `REFUSED_DEVICES`. In memory only. */
  readonly #refused = new Map<ServiceName, Set<string>>()

  constructor(deps: PushReportDeps) {
    this.#deps = deps
  }

  /** A request is about to be sent. */
  sent(testId: string | null): void {
    if (testId !== null) this.#deps.tests.note(testId, 'sent')
  }

  /** The request has ended. */
  ended(report: PushReport): void {
    const { service, answer, outcome } = report
    this.#deps.onOutcome?.(service, answer.ok ? outcome : 'unreachable')
    this.#log(report, this.#isFailing(report))
    this.#tellTest(report)
  }

  /** Whether the service refuses this server, and not this device's subscription alone. */
  #isFailing({ push, service, outcome }: PushReport): boolean {
    const { onFailing } = this.#deps
    if (outcome === 'accepted') {
      this.#refused.delete(service)
      onFailing?.(service, false)
    }
    if (outcome !== 'unauthorized') return false
    const devices = this.#refused.get(service) ?? new Set<string>()
    this.#refused.set(service, devices)
    if (devices.size < REFUSED_DEVICES) devices.add(push.deviceId)
    const isFailing = devices.size >= REFUSED_DEVICES
    onFailing?.(service, isFailing)
    return isFailing
  }

  #log({ push, service, answer, outcome }: PushReport, isFailing: boolean): void {
    const { log } = this.#deps
    const said = answer.ok ? { status: answer.status } : { code: answer.code }
    const fields = { service, ...idsOf(push), attempts: push.attempts, outcome, ...said }
    if (outcome === 'accepted') return log.info(fields, 'push')
    if (isFailing) {
      return log.error(fields, 'a push service does not accept this server: is PEAL_CONTACT right?')
    }
    log.warn(fields, 'push')
  }

  #tellTest({ testId, answer, outcome }: PushReport): void {
    if (testId === null) return
    const { tests } = this.#deps
    if (outcome === 'accepted') return tests.note(testId, 'accepted')
    if (outcome === 'later' && answer.ok) return
    const word = answer.ok ? `${answer.status} ${answer.word}`.trim() : answer.code
    tests.note(testId, 'refused', word)
  }
}
