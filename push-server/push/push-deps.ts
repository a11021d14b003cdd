/** What the room of push is handed by the others. */
import type { PushData } from '../../protocol/push.ts'
import type { Person } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { PushOutcome, ServiceName } from './push-services.ts'

/** What the room of calls knows of a row of the outbox. */
export interface CallPushes {
  /** What this device is to be told of the call now; null: nothing any more. */
  message(
    push: { readonly kind: 'ring' | 'stop' | 'missed'; readonly callId: string },
    device: { readonly memberId: string; readonly deviceId: string },
  ): Promise<PushData | null>
  /** This device's push is gone for good: it will not ring. */
  targetFailed(callId: string, deviceId: string): Promise<unknown>
}

/** What the room of push is handed. */
export interface PushDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Where browsers find Peal, without a trailing slash. */
  readonly origin: string
  /** VAPID subject; null: none given. */
  readonly contact: string | null
  readonly pushHosts: readonly string[]
  readonly httpsProxy: string | null
  /** PEM of the authorities that push services' certificates are held to; the system's unless said. */
  readonly authorities?: string
  readonly calls: CallPushes
  /** How a member is shown. */
  readonly person: (memberId: string) => Promise<Person>
  /** Whether a member can be rung may have changed. */
  readonly onReachable: (memberId: string) => void
  /** One request to a push service ended so. */
  readonly onOutcome?: (service: ServiceName, outcome: PushOutcome | 'unreachable') => void
  /** It shows whether a push service refuses this server: told at each push that it takes or refuses. */
  readonly onFailing?: (service: ServiceName, isFailing: boolean) => void
  /** Whether devices are bounded in how often they subscribe (30 times an hour). */
  readonly limits: boolean
  /** From 0 to 1, for waiting times that differ; Math.random unless said. */
  readonly random?: () => number
}
