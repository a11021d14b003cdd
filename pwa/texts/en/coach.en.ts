/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'Make sure that calls ring here',
  titleDone: 'Calls ring here',
  titlePhone: 'Get notified of missed calls',
  dismiss: 'Not now',
  close: 'Close',
  step: (done: boolean): string => (done ? 'Done' : 'To do'),
  allow: {
    title: 'Allow notifications',
    text: 'Then calls ring with Peal’s tab closed, too. Your browser asks you once.',
    blocked: 'Your browser blocks them.',
    how: 'How to allow them',
    noService: 'No push service can be reached: calls ring while a tab of Peal is open.',
    why: 'Why, and what to do',
  },
  install: {
    title: 'Install Peal',
    text: 'It gets a window and an icon of its own, which counts your missed calls.',
  },
  login: {
    title: 'Start at log-in',
    done: 'I have done this',
    /** In the installed app. */
    installed: {
      Chrome: 'Open chrome://apps, right-click Peal, and choose Start app when you sign in.',
      Edge: 'Open edge://apps, press the dots beside Peal, and turn Auto-start on device login on.',
    },
    /** The browser itself, by system: it need not show a window. */
    browser: {
      windows: (browser: string) => `Let ${browser} start with Windows: Settings, Apps, Startup.`,
      mac: (browser: string) =>
        `Let ${browser} start with your Mac: System Settings, General, Login Items.`,
      linux: (browser: string) =>
        `Add ${browser} to the programs that your desktop starts at log-in.`,
      chromeos: () => 'Chromebooks do so by themselves.',
      other: (browser: string) => `Let ${browser} start when you log in.`,
    },
    firefoxWindows:
      'In Firefox: Settings, General, Open Firefox automatically when your computer starts.',
  },
}
