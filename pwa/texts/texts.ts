/**
 * The texts of the language in use, English: one file a section, so that a missing key breaks the
 * build and no section is long. To be taken by `import * as texts`: so each page loads the sections
 * that it names and no others.
 */
export { accounts } from './en/accounts.en.ts'
export { admin } from './en/admin.en.ts'
export { adminConnectors } from './en/admin-connectors.en.ts'
export { asides } from './en/asides.en.ts'
export { call } from './en/call.en.ts'
export { callAsides } from './en/call-asides.en.ts'
export { callEnds } from './en/call-ends.en.ts'
export { calls } from './en/calls.en.ts'
export { callsPage } from './en/calls-page.en.ts'
export { coach } from './en/coach.en.ts'
export { common } from './en/common.en.ts'
export { contacts } from './en/contacts.en.ts'
export { gate } from './en/gate.en.ts'
export { incoming } from './en/incoming.en.ts'
export { install } from './en/install.en.ts'
export { notifications } from './en/notifications.en.ts'
export { offline } from './en/offline.en.ts'
export { profile } from './en/profile.en.ts'
export { push } from './en/push.en.ts'
export { settings } from './en/settings.en.ts'
export { testRing } from './en/test-ring.en.ts'
