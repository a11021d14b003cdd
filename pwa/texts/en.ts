/**
 * The catalogue of UI texts, English. One file a section, so that a missing key breaks the build, no
 * section is long, and a page loads the sections that it shows and no others.
 */
export { accounts } from './en/accounts.ts'
export { admin } from './en/admin.ts'
export { adminConnectors } from './en/admin-connectors.ts'
export { asides } from './en/asides.ts'
export { call } from './en/call.ts'
export { callAsides } from './en/call-asides.ts'
export { calls } from './en/calls.ts'
export { callsPage } from './en/calls-page.ts'
export { coach } from './en/coach.ts'
export { common } from './en/common.ts'
export { contacts } from './en/contacts.ts'
export { gate } from './en/gate.ts'
export { incoming } from './en/incoming.ts'
export { install } from './en/install.ts'
export { notifications } from './en/notifications.ts'
export { offline } from './en/offline.ts'
export { profile } from './en/profile.ts'
export { push } from './en/push.ts'
export { settings } from './en/settings.ts'
export { testRing } from './en/test-ring.ts'
