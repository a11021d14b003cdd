/**
 * The live calls in memory, for questions that must not wait for the database: which leg may send a
 * signal, who is in a call, which call is overdue. The rows decide; this follows them.
 */
import { deadlineOf } from '../../protocol/call-end.ts'
import type { Call } from '../../protocol/call.ts'
import { keepNewest } from '../keep-newest.ts'
import type { KnownCall } from '../known-call.ts'

/** Two commits of one call are never told further apart than this many ends of others. */
const MAX_ENDED = 1_000

/** Live calls by id, merged id and member. */
export class LiveCalls {
  readonly #byId = new Map<string, KnownCall>()
  readonly #byMergedId = new Map<string, string>()
  readonly #byMember = new Map<string, string>()

  /** The live call with this id or merged id. */
  get(callId: string): KnownCall | null {
    return this.#byId.get(callId) ?? this.#byId.get(this.#byMergedId.get(callId) ?? '') ?? null
  }

  ofMember(memberId: string): KnownCall | null {
    return this.#byId.get(this.#byMember.get(memberId) ?? '') ?? null
  }

  /** The last calls that ended: a change that is told late brings none of them back. */
  readonly #ended = new Map<string, true>()

  /** Follows a change that was committed. One that arrives after a later one of the same call is left out. */
  follow(known: KnownCall): void {
    const { call } = known
    if (this.#ended.has(call.id) || (this.#byId.get(call.id)?.call.rev ?? 0) > call.rev) return
    if (call.state === 'ended') {
      keepNewest(this.#ended, call.id, true, MAX_ENDED)
      this.#forget(call)
      return
    }
    this.#byId.set(call.id, known)
    this.#byMember.set(call.callerId, call.id)
    if (!call.hidden) this.#byMember.set(call.calleeId, call.id)
    if (call.mergedId !== null) this.#byMergedId.set(call.mergedId, call.id)
  }

  #forget(call: Call): void {
    this.#byId.delete(call.id)
    if (call.mergedId !== null) this.#byMergedId.delete(call.mergedId)
    for (const memberId of [call.callerId, call.calleeId]) {
      // The member may be in another call: this one may never have been live (busy, handed over).
      if (this.#byMember.get(memberId) === call.id) this.#byMember.delete(memberId)
    }
  }

  /** The ids of overdue calls. */
  overdue(now: number): string[] {
    const isOverdue = ({ call }: KnownCall) => (deadlineOf(call) ?? Infinity) <= now
    return [...this.#byId.values()].filter(isOverdue).map(({ call }) => call.id)
  }

  /** The earliest deadline; Infinity: there is none. */
  nextDeadline(): number {
    const earlier = (next: number, { call }: KnownCall) =>
      Math.min(next, deadlineOf(call) ?? Infinity)
    return [...this.#byId.values()].reduce(earlier, Infinity)
  }
}
