import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'Videollamadas entre dos que suenan.',
  tooOld:
    'Este navegador es demasiado antiguo para Peal. Actualícelo o abra Peal con Chromium, Chrome o Edge 125 o posterior, Firefox 128 o posterior, o Safari 18 o posterior.',
  noScript: 'Peal necesita JavaScript.',
  installed: {
    description: 'Videollamadas que suenan.',
    callSomeone: 'Llamar a alguien',
    calls: 'Llamadas',
    settings: 'Ajustes',
    contactsPicture: 'Contactos',
    missedPicture: 'Llamadas perdidas en un teléfono',
  },
} satisfies typeof english
