import type { Connector } from '../connectors.ts'
import { host } from './settings.ts'

/** A room that the contact has in BigBlueButton's Greenlight; rooms cannot be made by a link. */
export const bigBlueButton: Connector = {
  id: 'bigbluebutton',
  title: 'BigBlueButton',
  hint: 'In the room of the person called',
  icon: 'chalkboard-teacher',
  kind: 'room',
  template: 'https://{host}/rooms/{account}/join',
  account: {
    type: 'bigbluebutton',
    label: 'BigBlueButton room',
    pattern: '[a-z0-9]{3}(?:-[a-z0-9]{3}){2,3}',
    example: 'abc-d3f-gh1-jkl',
    ignores: ' ',
  },
  settings: [host('Your BigBlueButton server, such as bbb.example.org')],
  docs: 'https://docs.bigbluebutton.org/greenlight/v3/external-authentication/',
}
