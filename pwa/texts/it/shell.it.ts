import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'Videochiamate a due che squillano.',
  tooOld:
    'Questo browser è troppo vecchio per Peal. Lo aggiorni, oppure apra Peal con Chromium, Chrome o Edge 125 o successivo, Firefox 128 o successivo, o Safari 18 o successivo.',
  noScript: 'Peal ha bisogno di JavaScript.',
  installed: {
    description: 'Videochiamate che squillano.',
    callSomeone: 'Chiama qualcuno',
    calls: 'Chiamate',
    settings: 'Impostazioni',
    contactsPicture: 'Contatti',
    missedPicture: 'Chiamate perse su un telefono',
  },
} satisfies typeof english
