import type { Connector } from '../connectors.ts'
import { phoneNumber } from './settings.ts'

/** Rings by the program that makes telephone calls (RFC 3966). */
export const phone: Connector = {
  id: 'phone',
  title: 'Phone',
  hint: 'Opens your phone program',
  icon: 'phone',
  kind: 'dial',
  template: 'tel:{account}',
  account: phoneNumber('phone', 'phone number'),
  settings: [],
  docs: 'https://www.rfc-editor.org/rfc/rfc3966',
}
