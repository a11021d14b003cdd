import type { Connector } from '../connectors.ts'
import { ADDRESS_PATTERN } from './settings.ts'

/** Rings by Microsoft Teams, through its deep link for calls. */
export const teams: Connector = {
  id: 'teams',
  title: 'Microsoft Teams',
  hint: 'Opens Microsoft Teams',
  icon: 'microsoft-teams-logo',
  kind: 'dial',
  template: 'https://teams.microsoft.com/l/call/0/0?users={account}&withVideo=true',
  account: {
    type: 'teams',
    label: 'Teams address',
    pattern: ADDRESS_PATTERN,
    example: 'ada@example.org',
    ignores: '',
  },
  settings: [],
  docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/deep-link-workflow',
}
