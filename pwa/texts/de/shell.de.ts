import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'Videogespräche zu zweit, die klingeln.',
  tooOld:
    'Dieser Browser ist zu alt für Peal. Bitte aktualisieren Sie ihn, oder öffnen Sie Peal mit Chromium, Chrome oder Edge ab 125, Firefox ab 128 oder Safari ab 18.',
  noScript: 'Peal braucht JavaScript.',
  installed: {
    description: 'Videogespräche, die klingeln.',
    callSomeone: 'Jemanden anrufen',
    calls: 'Anrufe',
    settings: 'Einstellungen',
    contactsPicture: 'Kontakte',
    missedPicture: 'Verpasste Anrufe auf einem Telefon',
  },
} satisfies typeof english
