import type { Connector } from '../connectors.ts'
import { phoneNumber } from './settings.ts'

/** Opens the chat with a number in Signal, where the call button is: calls have no link. */
export const signal: Connector = {
  id: 'signal',
  title: 'Signal',
  hint: 'Opens the chat in Signal',
  icon: 'chat-circle-dots',
  kind: 'dial',
  template: 'https://signal.me/#p/{account}',
  account: phoneNumber('signal', 'Signal number'),
  settings: [],
  docs: 'https://support.signal.org/hc/en-us/articles/6829998083994',
}
