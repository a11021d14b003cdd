/** What calls need from the rest of the server. */
import type { Reach } from '../../protocol/call.ts'
import type { Connector } from '../../protocol/connectors.ts'
import type { Person } from '../../protocol/people.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/bus-message.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { CallLimits } from './call-limits.ts'

/** What is known of open sockets. */
export interface SocketFacts {
  /**
   * Whether a desktop of the member's with "ring here" on has a socket, or since when none has.
   * `hasDesktop`: the member has such a desktop (assumed unless said), which may come back after a start.
   */
  reach(memberId: string, hasDesktop?: boolean): Reach
  /** What `reach` says of a member who has had no socket since the start. */
  reachOfAbsent(hasDesktop: boolean): Reach
  isOpen(deviceId: string): boolean
  /** The device has a visible tab that can play sound, so that its push may wait for that tab's report. */
  tabCanRing(deviceId: string): boolean
}

/** What is known of connectors. */
export interface ConnectorFacts {
  /** The connector with this id, switched on or off; null: there is none. */
  find(id: string): Connector | null
  isEnabled(id: string): boolean
  /** The address of a call by a `dial` connector; null: something is missing. */
  dialAddress(id: string, account: string | null): string | null
  /** The address of a meeting room for this person now; `random` names the room. Null as above. */
  roomAddress(
    id: string,
    asked: { readonly random: string; readonly account: string | null; readonly person: Person },
  ): Promise<string | null>
}

export interface CallDeps {
  readonly store: Store
  readonly clock: Clock
  readonly bus: Bus<BusMessage>
  readonly log: Log
  readonly sockets: SocketFacts
  readonly connectors: ConnectorFacts
  /** How long devices ring, in ms. */
  readonly ringMs: () => number
  /** How long history is kept, in ms. */
  readonly historyMs: number
  /** A worker has reported a ring that came by push, so this device's push works. */
  readonly onRungByPush?: (deviceId: string) => void
  /** A push is due although no call has changed. */
  readonly onPushDue?: () => void
  /** How often members may call; null: without limit. */
  readonly limits: () => CallLimits | null
}
