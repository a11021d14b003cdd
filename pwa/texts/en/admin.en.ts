import type { AdminAct } from '../../../protocol/admin-acts.ts'
import type { AdminFinding } from '../../../protocol/admin-api.ts'
import type { SettingName } from '../../../protocol/installation-settings.ts'

const one = (count: number, what: string, many = `${what}s`) =>
  `${count} ${count === 1 ? what : many}`

/** What a setting is called in the record of acts. */
const SETTINGS: Record<SettingName, string> = {
  ringSeconds: 'how long calls ring',
  pairCalls: 'the limit of calls to one person',
  callerCalls: 'the limit of calls of one caller',
  stunUrls: 'the STUN servers',
  turnUrls: 'the TURN servers',
  turnSecret: 'the TURN secret',
}

/** What somebody did, without who it was. */
const ACTS: Record<AdminAct, (target: string) => string> = {
  'member-added': (handle) => `added ${handle}`,
  'member-removed': (handle) => `removed ${handle}`,
  'member-restored': (handle) => `brought ${handle} back`,
  'handle-changed': (handle) => `corrected the handle ${handle}`,
  'admin-made': (handle) => `made ${handle} an admin`,
  'admin-unmade': (handle) => `removed ${handle} as admin`,
  'link-made': (handle) => `made a sign-in link for ${handle}`,
  'link-revoked': (handle) => `revoked a sign-in link for ${handle}`,
  'link-used': () => 'signed in by a link',
  'password-set': () => 'set a new password',
  'password-removed': () => 'removed their password',
  'invitation-made': () => 'made an invitation',
  'invitation-revoked': () => 'revoked an invitation',
  'settings-changed': (names) =>
    `changed ${names
      .split(' ')
      .map((name) => SETTINGS[name as SettingName])
      .join(', ')}`,
  'connector-on': (title) => `switched ${title} on`,
  'connector-off': (title) => `switched ${title} off`,
  'connector-changed': (title) => `changed ${title}`,
  'connector-added': (title) => `added ${title} to the connectors`,
  'connector-removed': (title) => `removed ${title} from the connectors`,
  'connectors-ordered': () => 'changed the order of the connectors',
  'push-key-made': () => 'made a new key for push',
  'backup-restored': () => 'restored a backup',
}

const SERVICES: Readonly<Record<string, string>> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
  other: 'Others',
}

/** The Admin page. */
export const admin = {
  title: 'Admin',
  sections: 'Admin',
  onlyAdmins: {
    title: 'Only admins see this page',
    text: 'An admin of this Peal can make you one.',
    home: 'To the contacts',
  },
  people: {
    title: 'People',
    text: 'All members of this Peal.',
    loadFailed: 'The members could not be loaded',
    none: 'No one found.',
    more: 'Show more',
    admin: 'Admin',
    you: 'You',
    devices: (count: number) => (count === 0 ? 'No device' : one(count, 'device')),
    seen: (when: string) => `Last seen ${when}`,
    never: 'Never signed in',
    link: 'Sign-in link',
    linkFor: (name: string) => `Sign-in link for ${name}`,
    makeAdmin: 'Make admin',
    makeAdminOf: (name: string) => `Make admin: ${name}`,
    unmakeAdmin: 'End admin',
    unmakeAdminOf: (name: string) => `End admin: ${name}`,
    madeAdmin: (name: string) => `${name} is an admin now.`,
    unmadeAdmin: (name: string) => `${name} is no longer an admin.`,
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} is removed.`,
    handle: 'Handle',
    handleOf: (name: string) => `Correct the handle of ${name}`,
    handleChanged: (name: string, handle: string) => `${name} has the handle ${handle} now.`,
  },
  removed: {
    title: 'Removed lately',
    text: 'Who was removed in the last 30 days can be brought back with everything: photo, password, history, favourites.',
    since: (when: string) => `Removed ${when}`,
    restore: 'Bring back',
    restoreOf: (name: string) => `Bring back ${name}`,
    restored: (name: string) => `${name} is a member again.`,
    handle: 'Somebody else has their handle by now, so they need another one.',
  },
  handle: {
    title: (name: string) => `Correct the handle of ${name}`,
    text: 'Links with the former handle lead to this person for 90 days.',
    label: 'Handle',
    act: 'Save',
  },
  add: {
    open: 'Add a member',
    title: 'Add a member',
    text: 'You get a link that signs this person in, once.',
    name: 'Display name',
    handle: 'Handle',
    handleHint: 'For links and sign-in, such as ada.lovelace.',
    act: 'Add',
    reuse:
      'Somebody who was removed had this handle. Links to them would lead to the new person. You can also bring them back: close this, and see “Removed lately”.',
    reuseAct: 'Give the handle out again',
  },
  link: {
    title: (name: string) => `Sign-in link for ${name}`,
    text: 'Send it to this person alone: whoever opens it is signed in as them. It works once, within 15 minutes, and is not shown again.',
  },
  removal: {
    title: (name: string) => `Remove ${name}?`,
    text: (handle: string) =>
      `They are signed out everywhere and their calls end. For 30 days they can be brought back with everything; after that, what is theirs is deleted. Their handle is ${handle}.`,
    act: (name: string) => `Remove ${name}`,
  },
  invitations: {
    title: 'Invitations and sign-in links',
    text: 'By an invitation somebody joins under a name of their own; a sign-in link signs a member in. Each works once.',
    make: 'Invite someone',
    none: 'No invitation is open.',
    loadFailed: 'The invitations could not be loaded',
    invitation: 'Invitation',
    signsIn: (name: string) => `Sign-in link for ${name}`,
    by: (name: string, until: string) => `Made by ${name}, valid until ${until}`,
    byNobody: (until: string) => `Made at the command line, valid until ${until}`,
    revoke: 'Revoke',
    revokeOf: (what: string, by: string) => `Revoke: ${what}. ${by}`,
    revoked: 'The link is revoked.',
  },
  installation: {
    title: 'Ringing and connection',
    text: 'Changes apply from the next call, without a restart.',
    loadFailed: 'The settings could not be loaded',
    ringSeconds: 'Seconds a call rings',
    ringHint: 'From 5 to 300',
    pairCalls: 'Calls to one person',
    pairHint: 'Unanswered ones, in ten minutes',
    callerCalls: 'Calls of one caller',
    callerHint: 'Unanswered ones, in an hour',
    stunUrls: 'STUN servers, one a line',
    ownStun: (url: string) => `If you list none, this server’s own is used: ${url}`,
    noStun: 'Without one, calls work only within one network.',
    turnUrls: 'TURN servers, one a line',
    turnHint: 'They relay calls that find no direct way.',
    turnSecret: 'TURN secret',
    secretSet: 'A secret is set. It is shown to nobody; what you type here takes its place.',
    secretNone: 'The server’s static-auth-secret.',
    secretForgotten: 'Without TURN servers the secret is forgotten, too.',
    setBy: (variable: string) => `Set by ${variable}`,
    check: 'Check now',
    checking: 'Asking the servers…',
    saved: 'The settings are saved.',
    wrong: {
      ringSeconds: 'A whole number from 5 to 300',
      pairCalls: 'A whole number from 1 to 1000',
      callerCalls: 'A whole number from 1 to 1000',
      stunUrls: 'Addresses like stun:stun.example.org:3478, at most 20',
      turnUrls:
        'Addresses like turn:turn.example.org:3478?transport=udp, or with turns:, at most 20',
      turnSecret: 'At least 16 characters, as the TURN servers have it',
    } satisfies Record<SettingName, string>,
    wrongUrl: (url: string, right: string) => `${right}; “${url}” is not one`,
    noTurn: 'A secret needs at least one TURN server',
    noSecret: 'TURN servers need a secret of at least 16 characters',
  },
  health: {
    title: 'Health',
    text: 'Whether this server, its database and its connections are well.',
    run: 'Run all checks',
    notYet: 'Not checked since this page was opened.',
    running: 'The checks run. They take a few seconds…',
    services: 'Push services since the last start',
    noPush: 'Nothing was pushed since the last start.',
    failing: 'Refuses this server',
    working: 'Accepts pushes',
    service: (name: string) => SERVICES[name] ?? name,
    status: { ok: 'Well', warning: 'Warning', failed: 'Failed' } satisfies Record<
      AdminFinding['status'],
      string
    >,
    check: {
      origin: 'Address',
      certificate: 'Certificate',
      database: 'Database',
      stun: 'STUN',
      turn: 'TURN',
      push: 'Push',
    } satisfies Record<AdminFinding['check'], string>,
  },
  acts: {
    title: 'What was done',
    text: 'The last hundred things that admins did, sign-ins by link and new passwords, newest first. Kept for a year.',
    none: 'Nothing yet.',
    loadFailed: 'The list could not be loaded',
    commandLine: 'Command line',
    said: (by: string, act: AdminAct, target: string) => `${by} ${ACTS[act](target)}`,
  },
}
