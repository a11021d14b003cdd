import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'Des appels vidéo à deux, qui sonnent.',
  tooOld:
    'Ce navigateur est trop ancien pour Peal. Mettez-le à jour, ou ouvrez Peal avec Chromium, Chrome ou Edge 125 ou plus récent, Firefox 128 ou plus récent, ou Safari 18 ou plus récent.',
  noScript: 'Peal a besoin de JavaScript.',
  installed: {
    description: 'Des appels vidéo qui sonnent.',
    callSomeone: 'Appeler quelqu’un',
    calls: 'Appels',
    settings: 'Paramètres',
    contactsPicture: 'Contacts',
    missedPicture: 'Appels manqués sur un téléphone',
  },
} satisfies typeof english
