import type { offline as english } from '../en/offline.en.ts'
import { plural } from '../plural.ts'

/** The offline bar. */
export const offline = {
  noNetwork: 'Hors connexion.',
  noServer: 'Peal n’arrive pas à joindre son serveur.',
  noSockets: 'Le proxy de ce serveur ne laisse pas passer les WebSockets.',
  noSocketsText:
    'Aucun appel ne peut sonner tant que la personne qui s’occupe du serveur n’y a pas remédié.',
  knew: (time) => `Voici ce que Peal savait à ${time}.`,
  marks: 'Ce que vous marquez sera envoyé quand le réseau sera revenu.',
  waiting: (count) =>
    plural('fr', count, {
      one: 'Une marque sera envoyée quand le réseau sera revenu.',
      other: `${count} marques seront envoyées quand le réseau sera revenu.`,
    }),
  tryNow: 'Réessayer',
  trying: 'Tentative…',
} satisfies typeof english
