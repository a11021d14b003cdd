/**
 * The live calls in memory, for questions that must not wait for the database: which leg may send a
 * signal, who is in a call, which call is overdue. The rows decide; this follows them.
 */
import { deadlineOf } from '../../protocol/call-end.ts'
import type { Call } from '../../protocol/call.ts'
import type { KnownCall } from '../known-call.ts'

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

  /** Follows a change that was committed; changes arrive in the order of their commits. */
  follow(known: KnownCall): void {
    const { call } = known
    if (call.state === 'ended') {
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
