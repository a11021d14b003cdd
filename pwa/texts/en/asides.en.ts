/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or what it led to is gone.',
    go: 'Go to contacts',
  },
  unsupported: {
    title: 'This browser cannot place calls',
    lacks: (what: readonly string[]) => `It lacks ${what.join(', ')}.`,
    text: 'Peal calls with Chromium, Chrome or Edge 125 and later, Firefox 128 and later, and Safari 18 and later, over https or on this computer.',
    features: {
      'secure-context': 'a secure address (https, or this computer itself)',
      webrtc: 'WebRTC',
      media: 'access to microphone and camera',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'A sign-in link was made for you',
    text: (by: string | null, when: string) =>
      `${by ?? 'Somebody at the command line'} made it, ${when}. Whoever opens it is signed in as you. If you did not expect it, revoke it on the Admin page and look through your devices.`,
    open: 'To the Admin page',
    dismiss: 'I know of it',
  },
  invite: {
    title: 'Invite someone',
    text: 'Send this link to one person. It works once, for seven days.',
    making: 'Making a link…',
    link: 'Link',
    copy: 'Copy the link',
    copied: 'The link is copied.',
    notCopied: 'The browser did not let Peal copy. Select the link and copy it yourself.',
    another: 'Make another link',
  },
}
