/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'Sign in',
    to: 'Sign in to',
    as: (name: string) => `Sign in as ${name}`,
    linkHint: 'The link works once, for this browser.',
    linkMobile: 'This device will notify you of missed calls. Calls are made on a desktop.',
    button: 'Sign in',
    looking: 'Looking at your link…',
    otherWay: 'Sign in with a password instead',
    wrong: 'Handle and password do not belong together.',
    member: 'Somebody is signed in here already; this signs them out.',
  },
  fields: {
    handle: 'Handle',
    handleHint: 'Lower-case letters, digits, dots and dashes; others find you by it.',
    name: 'Display name',
    password: 'Password',
    passwordOptional: 'Not needed: without one you sign in by links from an administrator.',
    passwordOfAdmin: 'Not needed: without one you sign in by links from the command line.',
    showPassword: 'Show the password',
    hidePassword: 'Hide the password',
  },
  wrongField: {
    handle: '2 to 32 small letters, digits, dots, dashes or underscores.',
    name: '1 to 80 characters.',
    password: 'At least 10 characters.',
  },
  join: {
    title: 'Join',
    to: 'Join',
    setupTitle: 'Create the first admin',
    setupText: 'You will be this Peal’s first member and its administrator.',
    button: 'Join',
    setupButton: 'Create',
  },
  linkUsed: {
    title: 'This link was used already',
    text: 'Links work once, and not for ever. Ask whoever sent it for another.',
    go: 'Go to sign-in',
  },
  hero: {
    title: 'Calls that ring.',
    text: (host: string) =>
      `One-to-one video between the people of ${host}. Sound and picture go straight from one to the other.`,
    welcome: (name: string) => `Welcome, ${name}.`,
    welcomeBack: 'Welcome.',
  },
}
