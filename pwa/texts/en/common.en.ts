import type { Presence } from '../../../protocol/people.ts'
import type { ApiErrorCode } from '../../../protocol/api.ts'

/** What stands on every page: navigation, presence, failures. */
export const common = {
  app: 'Peal',
  title: (page: string, unseen: number) =>
    unseen > 0 ? `(${unseen}) ${page} · Peal` : `${page} · Peal`,
  skip: 'Skip to content',
  nav: {
    main: 'Main',
    contacts: 'Contacts',
    calls: 'Calls',
    missed: 'Missed',
    settings: 'Settings',
    admin: 'Admin',
    unseen: (count: number) => `${count} not seen`,
    me: (name: string) => `${name}, your profile`,
  },
  rings: {
    here: 'Rings here',
    notHere: 'Does not ring here',
    doNotDisturb: 'Do not disturb',
    offline: 'Offline',
  },
  presence: {
    available: 'Available',
    'in-a-call': 'In a call',
    'do-not-disturb': 'Do not disturb',
    'can-be-rung': 'Can be rung',
    away: 'Away',
  } satisfies Record<Presence, string>,
  loading: 'Loading…',
  tryAgain: 'Try again',
  notKept:
    'This browser keeps nothing for Peal: its storage is full or blocked. What you choose here is forgotten when the page closes.',
  close: 'Close',
  save: 'Save',
  cancel: 'Cancel',
  back: (page: string) => `Back to ${page}`,
  returning: {
    stillIn: (name: string) => `Your call with ${name} goes on for some seconds.`,
    action: 'Return to the call',
  },
  unreachable: {
    title: 'Peal cannot reach its server.',
    text: 'It tries again by itself.',
  },
  /** What happened, for a toast or under a form; what to do comes with it where there is something. */
  failures: {
    offline: 'Peal cannot reach its server. Try again when the network is back.',
    server: 'The server met a fault. Try again in a moment.',
    busy: 'The server is busy. Try again in a moment.',
    full: 'The server’s disk is full, or cannot be written to. Tell whoever runs it.',
    'signed-out': 'You are signed out. Sign in again.',
    forbidden: 'You may not do that here.',
    'not-found': 'It is not there any more.',
    'wrong-password': 'That password is not right.',
    'too-many-tries': 'Too many tries.',
    'link-used': 'This link was used already, or is too old.',
    'handle-taken': 'Somebody has this handle already. Choose another.',
    'handle-removed': 'Somebody who was removed had this handle. Choose another.',
    'no-upgrade': 'This server’s proxy does not pass on WebSockets. Tell whoever runs it.',
    'last-admin': 'Somebody has to be an admin.',
    'too-large': 'That is too large.',
    'not-a-photo': 'That is not a picture that Peal can show. Choose a JPEG, PNG or WebP file.',
    'wrong-origin': 'Peal was opened at another address than its own.',
    'desktop-only': 'To call, open Peal on a desktop.',
    self: 'This is you.',
    'unknown-member': 'There is nobody of that name here.',
    'in-a-call': 'You are in another call.',
    'being-called': 'Somebody is calling you.',
    'connector-off': 'This way to call is switched off.',
    'rate-limited': 'You called several times. Try again later.',
    'answered-elsewhere': 'Answered on another device',
    'not-a-party': 'This call is between others.',
    'unknown-call': 'This call is not there any more.',
    invalid: 'A field is not filled in correctly.',
    'no-account': 'They have no address for this way to call.',
  } satisfies Record<ApiErrorCode | 'offline', string>,
  againIn: (minutes: number) =>
    minutes <= 1 ? 'Try again in a minute.' : `Try again in ${minutes} minutes.`,
}
