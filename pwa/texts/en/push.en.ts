/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: 'this browser',
  /** Under "Calls ring here". */
  closedToo: (browser: string) => `Also with Peal’s tab closed, as long as ${browser} runs.`,
  whileOpen: 'While a tab of Peal is open in this browser.',
  provedAt: (when: string) => `Proved ${when}: a push came through.`,
  allow: {
    title: 'Ring with the tab closed, too',
    text: 'Peal then shows a notification when somebody calls. Your browser asks you once, and you can take it back at any time.',
    button: 'Let calls ring here',
    closed: 'The prompt was closed without an answer. Press again, and then Allow.',
  },
  asking: 'Your browser asks here. Press Allow.',
  askingHint: 'There is no question? Press the bell, or the sign beside the address.',
  subscribing: (browser: string) =>
    `${browser} is registered at its push service. This takes some seconds.`,
  proving: 'A message is on its way through the push service, to prove it.',
  unproved: {
    title: 'Nothing has come through yet',
    text: 'The push service took a message for this browser, and it did not arrive. A test ring shows where it stops.',
  },
  blocked: {
    title: 'Notifications are blocked',
    text: 'So calls ring only while a tab of Peal is open. To allow them:',
    steps: {
      chromium: [
        'Press the sign left of the address',
        'Turn Notifications on',
        'Come back here: the rest goes by itself',
      ],
      firefox: [
        'Press the sign left of the address',
        'Remove “Blocked” beside Send notifications',
        'Come back here and press the button',
      ],
      safari: [
        'In the menu, open Safari, Settings, Websites',
        'Under Notifications, set this site to Allow',
        'Come back here and reload the page',
      ],
      other: [
        'Open this site’s settings, near the address',
        'Allow notifications',
        'Come back here and reload the page',
      ],
      android: [
        'Press the sign left of the address, then Permissions',
        'Turn Notifications on',
        'Come back here',
      ],
      ios: [
        'Open the Settings app, then Notifications',
        'Choose Peal, and turn Allow Notifications on',
        'Come back here',
      ],
    } satisfies Record<string, readonly [string, string, string]>,
  },
  noService: {
    title: 'Calls ring only while a tab of Peal is open',
    why: {
      silent: (browser: string) =>
        `The push service of ${browser} does not answer. A firewall or proxy may keep this computer from it, or a question of the browser is still open.`,
      failed: (browser: string) =>
        `${browser} could not register at its push service. Private windows and some browsers have none.`,
      host: (browser: string) =>
        `The push service of ${browser} is not one that this Peal sends to. Its administrator can add it.`,
      failing: () =>
        'The push service is rejecting pushes from this Peal. It tries again; its administrator sees why.',
    },
    said: (detail: string) => `It said: “${detail}”.`,
    host: (host: string) => `Its address is ${host}.`,
    phone: 'This phone does not hear of missed calls while Peal is closed.',
  },
  unsupported: (browser: string) =>
    `${browser} has no push for web pages, so nothing can wake Peal once its tab is closed.`,
  noWorker:
    'This browser keeps nothing of Peal, as in a private window, so nothing can wake it once its tab is closed.',
  unreachable: 'Whether calls ring with the tab closed cannot be checked right now.',
  abilities: {
    title: (browser: string) => `What a ring looks like in ${browser}`,
    answers: 'Answer and Decline are on the notification.',
    answersNot: 'Press the notification: Answer and Decline are in the window that opens.',
    repeats: 'It rings again until the call is answered or over.',
    repeatsBySystem: 'It looks and rings as any call does on this system.',
    repeatsNot: 'It rings once, and stays in the list of notifications.',
  },
  phone: {
    title: 'Get notified of missed calls',
    text: 'This phone can tell you about missed calls, also while Peal is closed. Your browser asks you once.',
    button: 'Tell me about missed calls',
    works: 'This phone tells you about missed calls, also while Peal is closed.',
    blocked: 'So this phone cannot tell you who called while Peal is closed. To allow them:',
    unreachable: 'Whether this phone tells you about missed calls cannot be checked right now.',
    unsupported:
      'This browser cannot tell you while Peal is closed. Look here for what you missed.',
    homeScreen:
      'iPhones and iPads allow this only to apps on the Home Screen, so first put Peal there.',
    steps: [
      {
        title: 'Share',
        text: 'Below the page in Safari, above it on an iPad, or behind the three dots',
      },
      { title: 'Add to Home Screen', text: 'Scroll down a little in the list' },
      {
        title: 'Open Peal from there',
        text: 'Sign in there if it asks, then tap “Tell me about missed calls”',
      },
    ],
  },
}
