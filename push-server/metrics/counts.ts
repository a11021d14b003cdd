/** Counts events as plain numbers, which costs next to nothing when nobody reads the metrics. */
import { isUnanswered } from '../../protocol/call.ts'
import type { Reason } from '../../protocol/reasons.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/call-message.ts'

/** Counters for other rooms. Arguments have few different values: each makes a time series of its own. */
export interface Counter {
  /** Counts a push by its service (`apple`, `google`, …) and its outcome. */
  pushed(service: string, outcome: string): void
  /** Records whether a push service refuses what this server sends, which an admin has to look into. */
  pushFailing(service: string, isFailing: boolean): void
}

function addOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The counts since this start. */
export class Counts implements Counter {
  /** By service, then by outcome. */
  readonly pushes = new Map<string, Map<string, number>>()
  readonly failing = new Map<string, boolean>()
  /** Devices told to ring. */
  rings = 0
  answers = 0
  readonly ended = new Map<Reason, number>()
  /** Each live call, and whether it is answered. */
  readonly #live = new Map<string, boolean>()

  get liveCalls(): number {
    return this.#live.size
  }

  pushed(service: string, outcome: string): void {
    const outcomes = this.pushes.get(service) ?? new Map<string, number>()
    this.pushes.set(service, outcomes)
    addOne(outcomes, outcome)
  }

  pushFailing(service: string, isFailing: boolean): void {
    this.failing.set(service, isFailing)
  }

  /** Counts the calls on the bus. To be called before the live calls of the former start are resumed. */
  follow(bus: Bus<BusMessage>): void {
    bus.subscribe((memberId, message) => {
      if (message.type === 'ring') this.rings += 1
      // Both sides get every change; only the caller's are counted.
      if (message.type !== 'call' || message.known.call.callerId !== memberId) return
      const { call } = message.known
      const isAnswered = call.state === 'ended' ? call.answeredAt !== null : !isUnanswered(call)
      // A call that was answered before this start is not counted again.
      if (isAnswered && this.#live.get(call.id) === false) this.answers += 1
      if (call.state === 'ended') {
        this.#live.delete(call.id)
        addOne(this.ended, call.reason)
      } else {
        this.#live.set(call.id, isAnswered)
      }
    })
  }
}
