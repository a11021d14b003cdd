/** What connectors need, and what they offer to the rest of the server. */
import type { OwnConnector } from '../../protocol/connector-api.ts'
import type { AccountType, Connector } from '../../protocol/connectors.ts'
import type { Clock } from '../clock.ts'
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'
import type { RoomAsked } from './addresses.ts'
import type { ChangeOutcome, ConnectorChange } from './connector-changes.ts'
import type { ListedConnector } from './connector-rows.ts'
import type { HostCheckDeps } from './host-check.ts'

export interface ConnectorDeps {
  readonly store: Store
  readonly clock: Clock
  /** The connectors that come with Peal. */
  readonly catalogue: readonly Connector[]
  readonly hostCheck: HostCheckDeps
}

export interface Connectors {
  /** All connectors that are not removed, in their order. */
  list(): readonly ListedConnector[]
  /** The connector with this id, on or off, removed or not; null: there never was one. */
  find(id: string): Connector | null
  isEnabled(id: string): boolean
  /** The kinds of IM accounts that enabled connectors need, in their order, with the connector. */
  accountTypes(): readonly { readonly type: AccountType; readonly connector: Connector }[]
  /** The address of a call by a `dial` connector; null: something is missing. */
  dialAddress(id: string, account: string | null): string | null
  /** The address of a call's meeting room for one person now; null: something is missing. */
  roomAddress(id: string, asked: RoomAsked): Promise<string | null>
  /** `by`: the administrator's member id; null: the command line. */
  change(id: string, change: ConnectorChange, by: string | null): Promise<ChangeOutcome>
  order(ids: readonly string[], by: string): Promise<void>
  add(own: OwnConnector, by: string): Promise<ChangeOutcome>
  remove(id: string, by: string): Promise<ChangeOutcome>
  mount(app: App): void
}
