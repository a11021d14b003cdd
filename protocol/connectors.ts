/** What a connector is. The catalogue is `connectors/`: one file each, listed in `catalogue.ts`. */
import type { ConnectorKind } from './call.ts'

/** A provider of calls, as data. */
export interface Connector {
  /** Stable for ever: history and settings name it. */
  readonly id: string
  readonly title: string
  /** One line under the title in the pulldown. */
  readonly hint: string
  /** Name of an icon of the app. */
  readonly icon: string
  readonly kind: ConnectorKind
  /** The address to open, `{account}` and `{room}` in it being encoded values; null for `peer`. */
  readonly template: string | null
  /** The IM account that the contact needs, or null. */
  readonly account: AccountType | null
}

/** A kind of IM account: its type names it in profiles. */
export interface AccountType {
  readonly type: string
  readonly label: string
  /** What a value must match, as a regular expression's source. */
  readonly pattern: string
}
