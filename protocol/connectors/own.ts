/** Connectors that an administrator adds: what is asked for, made into a connector like any other. */
import type { AccountForm, OwnConnector } from '../connector-api.ts'
import type { AccountType, Connector } from '../connectors.ts'
import { ADDRESS_PATTERN, phoneNumber } from './settings.ts'

/**
 * What accounts of own connectors may look like. A choice rather than an expression of one's own: an
 * unlucky expression could take minutes over one value.
 */
const FORMS: Record<AccountForm, Pick<AccountType, 'pattern' | 'example' | 'ignores'>> = {
  address: { pattern: ADDRESS_PATTERN, example: 'ada@example.org', ignores: '' },
  phone: phoneNumber('', ''),
  name: { pattern: '[A-Za-z0-9][A-Za-z0-9._-]{0,63}', example: 'ada.lovelace', ignores: ' ' },
  number: { pattern: '[0-9]{1,30}', example: '1234567', ignores: ' -' },
  // No address holds a lone step up or down the path.
  any: { pattern: '(?!\\.{1,2}$)[^\\p{Cc}\\p{Cs}]{1,200}', example: 'Room 12', ignores: '' },
}

/** `id`: this connector's, and the type of its accounts. */
export function makeOwn(id: string, own: OwnConnector): Connector {
  const { title, hint, kind, template, account } = own
  return {
    id,
    title,
    hint,
    icon: 'plug',
    kind,
    template,
    account: account && { type: id, label: account.label, ...formOf(account.form) },
    settings: [],
    docs: null,
  }
}

function formOf(form: AccountForm): Pick<AccountType, 'pattern' | 'example' | 'ignores'> {
  const { pattern, example, ignores } = FORMS[form]
  return { pattern, example, ignores }
}
