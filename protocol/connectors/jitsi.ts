import type { Connector } from '../connectors.ts'
import { host, roomName } from './settings.ts'

/** A meeting page of one's own Jitsi, or of meet.jit.si: made by being opened. */
export const jitsi: Connector = {
  id: 'jitsi',
  title: 'Jitsi Meet',
  hint: 'A room for each call',
  icon: 'users-three',
  kind: 'room',
  template: 'https://{host}/{room}',
  account: null,
  settings: [
    host('Your Jitsi server, such as meet.example.org'),
    roomName,
    {
      name: 'appId',
      is: 'text',
      label: 'Application id (JWT)',
      hint: 'What the host calls app_id, if it wants tokens',
      initial: '',
      required: false,
    },
    {
      name: 'secret',
      is: 'secret',
      label: 'Signing key (JWT), if the host wants one',
      hint: 'What the host calls app_secret; at least 32 characters',
      initial: '',
      required: false,
      atLeast: 32,
    },
  ],
  docs: 'https://github.com/jitsi/lib-jitsi-meet/blob/master/doc/tokens.md',
  token: 'jitsi',
}
