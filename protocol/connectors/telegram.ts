import type { Connector } from '../connectors.ts'

/** Opens the chat with a user name in Telegram, where the call button is: calls have no link. */
export const telegram: Connector = {
  id: 'telegram',
  title: 'Telegram',
  hint: 'Opens the chat in Telegram',
  icon: 'telegram-logo',
  kind: 'dial',
  template: 'https://t.me/{account}',
  account: {
    type: 'telegram',
    label: 'Telegram name',
    pattern: '[A-Za-z][A-Za-z0-9_]{3,31}',
    example: '@ada_lovelace',
    ignores: ' @',
  },
  settings: [],
  docs: 'https://core.telegram.org/api/links#public-username-links',
}
