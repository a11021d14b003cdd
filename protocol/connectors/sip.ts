import type { Connector } from '../connectors.ts'
import { ADDRESS_PATTERN } from './settings.ts'

/** Rings by whatever program answers for SIP (RFC 3261, section 19.1). */
export const sip: Connector = {
  id: 'sip',
  title: 'SIP',
  hint: 'Opens your SIP program',
  icon: 'plugs-connected',
  kind: 'dial',
  template: 'sip:{account}',
  account: {
    type: 'sip',
    label: 'SIP address',
    pattern: ADDRESS_PATTERN,
    example: 'ada@sip.example.org',
    ignores: '',
  },
  settings: [],
  docs: 'https://www.rfc-editor.org/rfc/rfc3261#section-19.1',
}
