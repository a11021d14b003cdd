/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'Test ring',
  button: 'Test ring',
  text: 'The server rings this browser the way a caller would.',
  steps: {
    sent: { done: 'The server sent the ring', next: 'The server sends the ring' },
    accepted: { done: 'The push service took it', next: 'The push service takes it' },
    woke: { done: 'This browser woke up', next: 'This browser wakes up' },
    shown: { done: 'The notification is shown', next: 'The notification is shown' },
    pressed: { done: 'You pressed it', next: 'You press it' },
  },
  failed: {
    sent: 'The server did not send it',
    accepted: 'The push service refused it',
    woke: 'This browser did not wake up',
    shown: 'The notification could not be shown',
    pressed: 'Nobody pressed it',
  },
  after: (seconds: number) => `${seconds.toFixed(1)} s`,
  said: (detail: string) => `It said: “${detail}”.`,
  gone: 'The server does not know this browser any more. It is being registered again: try again in a moment.',
  press: 'Press the notification now.',
  done: 'All of it works: calls ring here with the tab closed.',
  advice: {
    sent: () => 'Try again in a moment.',
    accepted: () =>
      'Try again. If it stays so, tell your administrator what the push service said.',
    woke: (browser: string) =>
      `${browser} has no connection to its push service: it is offline, has just started, or a firewall or VPN is in the way. Wait a minute and try again. With all its windows closed it wakes only where its settings let it go on running in the background.`,
    shown: (_: string, system: string) => system,
    pressed: (_: string, system: string) =>
      `It was shown. If you saw nothing, the system hides it. ${system}`,
  },
  /** Where a system keeps notifications from being seen. */
  system: {
    windows: (browser: string) =>
      `On Windows: Settings, System, Notifications. Let ${browser} through, and end Do not disturb.`,
    mac: (browser: string) =>
      `On a Mac: System Settings, Notifications. Allow ${browser} and Peal, choose Persistent, and end Focus.`,
    linux: (browser: string) =>
      `On Linux: the desktop’s settings, Notifications. Let ${browser} through, and end Do not disturb. A desktop without a notification service shows none.`,
    chromeos: () =>
      'On ChromeOS: Settings, Apps, Notifications. Let Peal through, and end Do not disturb.',
    android: (browser: string) => `On Android: Settings, Apps, ${browser}, Notifications.`,
    ios: () => 'In the Settings app: Notifications, Peal.',
    other: (browser: string) => `Let ${browser} through in the system’s settings of notifications.`,
  },
}
