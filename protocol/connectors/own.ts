/** Makes connectors from the definitions that administrators add. */
import type { AccountForm, OwnConnector } from '../connector-api.ts'
import type { AccountType, Connector } from '../connectors.ts'
import { ADDRESS_PATTERN, phoneNumber } from './settings.ts'

/**
 * The forms of own connectors' accounts. Administrators choose one instead of writing a regular expression,
 * since a bad one could take minutes for one value.
 */
const FORMS: Record<AccountForm, Pick<AccountType, 'pattern' | 'example' | 'ignores'>> = {
  address: { pattern: ADDRESS_PATTERN, example: 'ada@example.org', ignores: '' },
  phone: phoneNumber('', ''),
  name: { pattern: '[A-Za-z0-9][A-Za-z0-9._-]{0,63}', example: 'ada.lovelace', ignores: ' ' },
  number: { pattern: '[0-9]{1,30}', example: '1234567', ignores: ' -' },
  // `.` and `..` alone would change the path.
  any: { pattern: '(?!\\.{1,2}$)[^\\p{Cc}\\p{Cs}]{1,200}', example: 'Room 12', ignores: '' },
}

/** `id` is also the type of the connector's accounts. */
export function makeOwn(id: string, own: OwnConnector): Connector {
  const { title, hint, kind, template, account } = own
  return {
    id,
    title,
    hint,
    icon: 'plug',
    kind,
    template,
    account: account && { ...FORMS[account.form], type: id, label: account.label },
    settings: [],
    docs: null,
  }
}
