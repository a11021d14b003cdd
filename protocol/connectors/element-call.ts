import type { Connector } from '../connectors.ts'
import { host, roomName } from './settings.ts'

/** A room of Element Call; its name stands in the fragment, which the host is not sent. */
export const elementCall: Connector = {
  id: 'element-call',
  title: 'Element Call',
  hint: 'A room for each call',
  icon: 'users-four',
  kind: 'room',
  template: 'https://{host}/room/#/{room}',
  account: null,
  settings: [host('Your Element Call server', 'call.element.io'), roomName],
  docs: 'https://github.com/element-hq/element-call/blob/livekit/docs/url-params.md',
}
