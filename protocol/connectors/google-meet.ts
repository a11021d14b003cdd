import type { Connector } from '../connectors.ts'

/** A Google Meet room of the contact's whose code stays the same, such as that of a calendar entry. */
export const googleMeet: Connector = {
  id: 'google-meet',
  title: 'Google Meet',
  hint: 'Opens their room in Google Meet',
  icon: 'google-logo',
  kind: 'dial',
  template: 'https://meet.google.com/{account}',
  account: {
    type: 'google-meet',
    label: 'Google Meet code',
    pattern: '[a-z]{3}-[a-z]{4}-[a-z]{3}',
    example: 'abc-defg-hij',
    ignores: ' ',
  },
  settings: [],
  docs: 'https://support.google.com/meet/answer/9302870',
}
