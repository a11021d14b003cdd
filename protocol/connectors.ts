/** What a connector is. The catalogue is `connectors/`: one file each, listed in `catalogue.ts`. */
import type { ConnectorKind } from './call.ts'

/** The id of the connector that is Peal itself. */
export const WEBRTC_ID = 'webrtc'

/** A provider of calls, as data. */
export interface Connector {
  /** Must never change: history and settings refer to it. */
  readonly id: string
  readonly title: string
  /** One line under the title in the pulldown. */
  readonly hint: string
  /** Name of an icon of the app. */
  readonly icon: string
  readonly kind: ConnectorKind
  /**
   * The address to open; null for `peer`. Placeholders: `{account}` (the contact's), `{digits}` (only its
   * digits), `{room}` (of this call), and the name of each setting that is not a secret.
   */
  readonly template: string | null
  /** The IM account that the contact needs, or null. */
  readonly account: AccountType | null
  /** Settings for an administrator. */
  readonly settings: readonly ConnectorSetting[]
  /** Where the provider describes such addresses; null: an administrator added it. */
  readonly docs: string | null
  /** Rooms need a token in their address if a signing key is set. */
  readonly token?: 'jitsi'
}

/** A kind of IM account. */
export interface AccountType {
  readonly type: string
  /** Its name in a sentence: "Teams address". */
  readonly label: string
  /** The source of a regular expression (flag `u`) that the whole value must match. */
  readonly pattern: string
  /** A valid value, for the field's hint and error. */
  readonly example: string
  /** Characters that are removed from what people type, such as the spaces of a number. */
  readonly ignores: string
}

/**
 * One setting of a connector. `host`: a host name, perhaps with a port; `room`: a room's name in which `{call}`
 * becomes a random name; `secret`: stays on the server.
 */
export interface ConnectorSetting {
  readonly name: string
  readonly is: 'host' | 'room' | 'text' | 'secret'
  readonly label: string
  readonly hint: string
  /** The default value. */
  readonly initial: string
  readonly required: boolean
  /** The minimum length of a secret. */
  readonly atLeast?: number
}

/** An IM account's longest value, in characters. */
export const ACCOUNT_MAX = 200

/** The normalised value; null: it is not valid for this type. */
export function readAccount(type: AccountType, typed: string): string | null {
  if (typed.length > ACCOUNT_MAX) return null
  const value = [...typed.trim()].filter((letter) => !type.ignores.includes(letter)).join('')
  return new RegExp(`^(?:${type.pattern})$`, 'u').test(value) ? value : null
}
