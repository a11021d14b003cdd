/** What the people room is made of and whom it tells. */
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { AccountTypes } from './account-types.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** Told after the commit; the rest of the server closes sockets, ends calls, tells pages. */
export interface PeopleEvents {
  readonly onDeviceOut: (deviceId: string) => void
  readonly onMemberOut: (memberId: string) => void
  /** A desktop's "ring here" was switched. */
  readonly onRingHere: (deviceId: string, ringHere: boolean) => void
  /** Name, photo or do not disturb. */
  readonly onMemberChanged: (memberId: string) => void
  /** The one blocks the other now, or no longer. */
  readonly onBlocked: (memberId: string, otherId: string, blocked: boolean) => void
}

/** What the parts of this room share. */
export interface PeopleParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Where browsers find Peal, without a trailing slash. */
  readonly origin: string
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly limits: SignInLimits
  readonly events: PeopleEvents
  readonly accountTypes: AccountTypes
  /** Members there are; `changed` after one came or went. */
  readonly headcount: { total(): Promise<number>; changed(): void }
}
