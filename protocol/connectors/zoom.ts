import type { Connector } from '../connectors.ts'
import { host } from './settings.ts'

/** The personal room of the contact at Zoom, whose number stays the same. */
export const zoom: Connector = {
  id: 'zoom',
  title: 'Zoom personal room',
  hint: 'Opens their personal room in Zoom',
  icon: 'identification-card',
  kind: 'dial',
  template: 'https://{host}/j/{account}',
  account: {
    type: 'zoom',
    label: 'Zoom personal room number',
    pattern: '[0-9]{9,11}',
    example: '123 456 7890',
    ignores: ' -',
  },
  settings: [host('zoom.us, or your own name there', 'zoom.us')],
  docs: 'https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0066271',
}
