/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'One-to-one video calls that ring.',
  tooOld:
    'This browser is too old for Peal. Please update it, or open Peal with Chromium, Chrome or Edge 125 or later, Firefox 128 or later, or Safari 18 or later.',
  noScript: 'Peal needs JavaScript.',
  installed: {
    description: 'Video calls that ring.',
    callSomeone: 'Call someone',
    calls: 'Calls',
    settings: 'Settings',
    contactsPicture: 'Contacts',
    missedPicture: 'Missed calls on a phone',
  },
}
