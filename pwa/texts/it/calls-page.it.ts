import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'Chiamate perse',
  filter: 'Mostra',
  all: 'Tutte',
  fresh: 'Nuove',
  seen: 'Viste',
  none: 'Ancora nessuna chiamata',
  noneMissed: 'Niente di perso',
  noneMissedText: 'Qui vedrà chi non è riuscito a raggiungerLa.',
  more: 'Mostra le chiamate precedenti',
  phoneNote:
    'Si chiama e si risponde da un computer. Questo telefono Le segnala le chiamate perse.',
} satisfies typeof english
