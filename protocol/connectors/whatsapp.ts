import type { Connector } from '../connectors.ts'
import { phoneNumber } from './settings.ts'

/** Opens the chat with a number in WhatsApp, where the call button is: calls have no link. */
export const whatsapp: Connector = {
  id: 'whatsapp',
  title: 'WhatsApp',
  hint: 'Opens the chat in WhatsApp',
  icon: 'whatsapp-logo',
  kind: 'dial',
  template: 'https://wa.me/{digits}',
  account: phoneNumber('whatsapp', 'WhatsApp number'),
  settings: [],
  docs: 'https://faq.whatsapp.com/5913398998672934',
}
