import type { Connector } from '../connectors.ts'
import { host } from './settings.ts'

/** A conversation that the contact has opened to guests; conversations cannot be made by a link. */
export const nextcloudTalk: Connector = {
  id: 'nextcloud-talk',
  title: 'Nextcloud Talk',
  hint: 'In the conversation of the person called',
  icon: 'cloud',
  kind: 'room',
  template: 'https://{host}/call/{account}',
  account: {
    type: 'nextcloud-talk',
    label: 'Nextcloud Talk conversation',
    pattern: '[a-z0-9]{4,30}',
    example: 'x7k2p9qa',
    ignores: ' ',
  },
  settings: [host('Your Nextcloud, such as cloud.example.org')],
  docs: 'https://nextcloud-talk.readthedocs.io/en/latest/conversation/',
}
