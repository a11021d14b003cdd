/** What push needs from the rest of the server. */
import type { PushData } from '../../protocol/push.ts'
import type { Person } from '../../protocol/people.ts'
import type { News } from '../bus/news.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { PushOutcome, ServiceName } from './push-services.ts'

/** What push needs from calls. */
export interface CallPushes {
  /** Makes the content of a push; null: there is nothing to tell any more. */
  message(
    push: { readonly kind: 'ring' | 'stop' | 'missed'; readonly callId: string },
    device: { readonly memberId: string; readonly deviceId: string },
  ): Promise<PushData | null>
  /** This device can no longer be rung by push. */
  targetFailed(callId: string, deviceId: string): Promise<unknown>
}

export interface PushDeps {
  readonly store: Store
  readonly clock: Clock
  readonly news: News
  readonly log: Log
  /** Where browsers find Peal, without a trailing slash. */
  readonly origin: string
  /** VAPID subject; null: not set. */
  readonly contact: string | null
  readonly pushHosts: readonly string[]
  readonly httpsProxy: string | null
  /** PEM of the trusted certificate authorities; default: the system's. */
  readonly authorities?: string
  readonly calls: CallPushes
  /** How a member is shown. */
  readonly person: (memberId: string) => Promise<Person>
  /** Whether a member can be rung may have changed. */
  readonly onReachable: (memberId: string) => void
  /** Called with the outcome of each request to a push service. */
  readonly onOutcome?: (service: ServiceName, outcome: PushOutcome | 'unreachable') => void
  /** Called when a push is accepted or refused: whether its service refuses this server. */
  readonly onFailing?: (service: ServiceName, isFailing: boolean) => void
  /** Whether devices may only subscribe 30 times an hour. */
  readonly limits: boolean
  /** From 0 to 1, for jitter; default: Math.random. */
  readonly random?: () => number
}
