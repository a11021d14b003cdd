/** Settings and account forms that several connectors share. */
import type { AccountType, ConnectorSetting } from '../connectors.ts'

/** The provider's server. */
export function host(hint: string, initial = ''): ConnectorSetting {
  return { name: 'host', is: 'host', label: 'Host', hint, initial, required: true }
}

/** The names of rooms; the random part cannot be guessed. */
export const roomName: ConnectorSetting = {
  name: 'roomName',
  is: 'room',
  label: 'Room name',
  hint: '{call} becomes a random name for each call',
  initial: 'peal-{call}',
  required: true,
}

/** A telephone number with its country code (ITU-T E.164: at most 15 digits), grouped in any way. */
export function phoneNumber(type: string, label: string): AccountType {
  return {
    type,
    label,
    pattern: '\\+[1-9][0-9]{6,14}',
    example: '+44 20 7946 0018',
    ignores: ' \u00a0-–./()',
  }
}

/** `name@host`: what e-mail and SIP addresses have in common. */
export const ADDRESS_PATTERN =
  "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,8}"
