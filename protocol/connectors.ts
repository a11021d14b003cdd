/** What a connector is. The catalogue is `connectors/`: one file each, listed in `catalogue.ts`. */
import type { ConnectorKind } from './call.ts'

/** The id of the connector that is Peal itself. */
export const WEBRTC_ID = 'webrtc'

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
  /**
   * The address to open; null for `peer`. Placeholders in it: `{account}` (the contact's), `{digits}`
   * (of it, the digits alone), `{room}` (of this call), and the name of each setting but secrets.
   */
  readonly template: string | null
  /** The IM account that the contact needs, or null. */
  readonly account: AccountType | null
  /** What an administrator sets before it can be used. */
  readonly settings: readonly ConnectorSetting[]
  /** Where the provider describes such addresses; null: an administrator added it. */
  readonly docs: string | null
  /** Rooms of this connector ask for a token in the address, where a signing key is set. */
  readonly token?: 'jitsi'
}

/** A kind of IM account: its type names it in profiles. */
export interface AccountType {
  readonly type: string
  /** What it is called in a sentence: "Teams address". */
  readonly label: string
  /** What a value must match as a whole, as a regular expression's source (flag `u`). */
  readonly pattern: string
  /** A value that is right, for the hint of the field and of its error. */
  readonly example: string
  /** Characters that people write and that count for nothing, such as the spaces of a number. */
  readonly ignores: string
}

/**
 * One setting of a connector. `host`: a host name, perhaps with a port; `room`: a room's name with
 * `{call}` in it, which becomes a random name; `secret`: kept by the server, told to nobody.
 */
export interface ConnectorSetting {
  readonly name: string
  readonly is: 'host' | 'room' | 'text' | 'secret'
  readonly label: string
  readonly hint: string
  /** Used until an administrator says otherwise; empty: nothing. */
  readonly initial: string
  readonly required: boolean
  /** The least number of characters of a secret. */
  readonly atLeast?: number
}

/** An IM account's longest value, in characters. */
export const ACCOUNT_MAX = 200

/** The value as it is kept: without what counts for nothing. Null: it is none of this type. */
export function readAccount(type: AccountType, typed: string): string | null {
  if (typed.length > ACCOUNT_MAX) return null
  const value = [...typed.trim()].filter((letter) => !type.ignores.includes(letter)).join('')
  return new RegExp(`^(?:${type.pattern})$`, 'u').test(value) ? value : null
}
