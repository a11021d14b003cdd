/** The members of the simulation: none is blocked, limited or away. */
import type { RingTarget } from '../../../protocol/call.ts'
import type { Person, Self } from '../../../protocol/people.ts'
import type { PlaceFacts } from '../../../protocol/place-model.ts'
import type { Device } from './sim-socket.ts'

export function person(handle: string): Person {
  return { handle, name: handle, photo: null }
}

export function selfOf(memberId: string): Self {
  return {
    ...person(memberId),
    id: memberId,
    admin: false,
    dndUntil: null,
    hasPassword: false,
    connectorLast: null,
    language: null,
  }
}

/** These devices can always be called. */
export function quietFacts(
  devices: readonly Device[],
): Omit<PlaceFacts, 'same' | 'givenUp' | 'callerLive' | 'calleeLive'> {
  return {
    kind: 'peer',
    hasAccount: true,
    rateLimited: false,
    calleeBlocksCaller: false,
    calleeDoesNotDisturb: false,
    isOff: false,
    targets: devices.map(({ deviceId }): RingTarget => ({ deviceId, state: 'wanted', push: true })),
    reach: { sockets: 'open' },
    ringMs: 45_000,
  }
}
