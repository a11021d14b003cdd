import type { Connector } from '../connectors.ts'
import { ADDRESS_PATTERN } from './settings.ts'

/** Rings by FaceTime on a Mac; the account is a phone number or an Apple address. */
export const facetime: Connector = {
  id: 'facetime',
  title: 'FaceTime',
  hint: 'Opens FaceTime, on a Mac',
  icon: 'apple-logo',
  kind: 'dial',
  template: 'facetime:{account}',
  account: {
    type: 'facetime',
    label: 'FaceTime address',
    pattern: `\\+[1-9][0-9]{6,14}|${ADDRESS_PATTERN}`,
    example: 'ada@icloud.com',
    ignores: ' ()',
  },
  settings: [],
  docs: 'https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/FacetimeLinks/FacetimeLinks.html',
}
