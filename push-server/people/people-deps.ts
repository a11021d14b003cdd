/** What the people room is handed, and what its files share. */
import type { AccountType, Connector } from '../../protocol/connectors.ts'
import type { News } from '../bus/news.ts'
import type { AttackLog } from '../http/attack-log.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { KnownDevices } from './known-devices.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** Called after the commit: the rest of the server closes sockets, ends calls, informs pages. */
export interface PeopleEvents {
  readonly onDeviceOut: (deviceId: string) => void
  readonly onMemberOut: (memberId: string) => void
  /** A desktop's "ring here" was switched. */
  readonly onRingHere: (deviceId: string, ringHere: boolean) => void
  /** Name, photo, accounts or do not disturb. */
  readonly onMemberChanged: (memberId: string) => void
  readonly onAdminChanged: (memberId: string, admin: boolean) => void
  /** `memberId` blocked the other, or unblocked them. */
  readonly onBlocked: (memberId: string, otherId: string, blocked: boolean) => void
}

/** What the people room is handed. */
export interface PeopleDeps {
  readonly store: Store
  readonly clock: Clock
  readonly news: News
  readonly attacks: AttackLog
  readonly log: Log
  /** The address that browsers use, without a trailing slash. */
  readonly origin: string
  readonly limits: SignInLimits
  readonly events: PeopleEvents
  /** The kinds of IM accounts that enabled connectors ask for. */
  readonly accountTypes: () => readonly { type: AccountType; connector: Connector }[]
}

/** What the files of the people room are handed. */
export interface PeopleRoomDeps extends PeopleDeps {
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly knownDevices: KnownDevices
  /** The number of members; `changed` is called after one was added or removed. */
  readonly headcount: { total(): Promise<number>; changed(): void }
}
