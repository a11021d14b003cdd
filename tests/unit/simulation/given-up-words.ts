/** Hang ups and declines of calls that the simulation's server did not know yet. */
import type { GivenUp } from '../../../protocol/given-up.ts'

export class GivenUpWords {
  readonly #said = new Map<string, GivenUp[]>()

  note(memberId: string, callId: string, given: GivenUp): void {
    this.#said.set(`${memberId} ${callId}`, [...this.of(memberId, callId), given])
  }

  of(memberId: string, callId: string): readonly GivenUp[] {
    return this.#said.get(`${memberId} ${callId}`) ?? []
  }
}
