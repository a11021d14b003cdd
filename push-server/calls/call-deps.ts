/** What the room of calls is handed, and the words that it uses for what it knows of sockets. */
import type { Kysely } from 'kysely'
import type { Reach } from '../../protocol/call.ts'
import type { Connector } from '../../protocol/connectors.ts'
import type { Person } from '../../protocol/people.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/call-message.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { CallLimits } from './call-limits.ts'

/** What open sockets say about who can be reached. */
export interface SocketFacts {
  /** Whether a desktop of the member's with "ring here" on has a socket, or since when none has. */
  reach(memberId: string): Reach
  isOpen(deviceId: string): boolean
  /** It has a visible tab that can sound, so that its push may wait for that tab's report. */
  canSound(deviceId: string): boolean
}

/** What the room of connectors says of them. */
export interface ConnectorFacts {
  /** The connector of this id, switched on or off; null: there is none. */
  find(id: string): Connector | null
  isEnabled(id: string): boolean
  /** Where a `dial` connector leads; null: something is missing. */
  dialAddress(id: string, account: string | null): string | null
  /** Where a meeting room is, for this person, now; `random` names it. Null as above. */
  roomAddress(
    id: string,
    asked: { readonly random: string; readonly account: string | null; readonly person: Person },
  ): Promise<string | null>
}

/** What the room of calls is handed. */
export interface CallDeps {
  readonly store: Store
  readonly clock: Clock
  readonly bus: Bus<BusMessage>
  readonly log: Log
  readonly sockets: SocketFacts
  readonly connectors: ConnectorFacts
  /** The types of IM accounts that these members have, by member id. */
  readonly accountTypes: (
    db: Kysely<Tables>,
    memberIds: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly string[]>>
  /** How long devices ring from now on, in ms. */
  readonly ringMs: () => number
  /** How long history is kept, in ms. */
  readonly historyMs: number
  /** A worker reported the ring that it was pushed: this device's push works. */
  readonly onRungByPush?: (deviceId: string) => void
  /** A push is due though no call has changed. */
  readonly onPushDue?: () => void
  /** How callers are bounded now; null: they are not. */
  readonly limits: () => CallLimits | null
}
