import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'Appels manqués',
  filter: 'Afficher',
  all: 'Tous',
  fresh: 'Nouveaux',
  seen: 'Vus',
  none: 'Pas encore d’appels',
  noneMissed: 'Rien de manqué',
  noneMissedText: 'Vous verrez ici qui n’a pas pu vous joindre.',
  more: 'Afficher les appels précédents',
  phoneNote:
    'On appelle et on répond sur un ordinateur. Ce téléphone vous signale les appels manqués.',
} satisfies typeof english
