/** What is counted, as plain numbers: counting costs next to nothing, whether anybody asks or not. */
import { isUnanswered } from '../../protocol/call.ts'
import type { Reason } from '../../protocol/reasons.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/call-message.ts'

/** What rooms are handed to count by. Every word is one of a few: each makes a time series of its own. */
export interface Counter {
  /** A push service (`apple`, `google`, …) answered, or did not: in one word what came of it. */
  pushed(service: string, outcome: string): void
  /** Whether a push service refuses what this server sends, so that someone must look. */
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
  /** Devices that were told to ring. */
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

  /** Counts what is told of calls. Must listen before live calls of a former start are taken up. */
  follow(bus: Bus<BusMessage>): void {
    bus.subscribe((memberId, message) => {
      if (message.type === 'ring') this.rings += 1
      // Both sides are told; the caller of every change.
      if (message.type !== 'call' || message.known.call.callerId !== memberId) return
      const { call } = message.known
      const isAnswered = call.state === 'ended' ? call.answeredAt !== null : !isUnanswered(call)
      // One that was answered before this server's start is not counted anew.
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
