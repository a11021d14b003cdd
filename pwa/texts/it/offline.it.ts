import type { offline as english } from '../en/offline.en.ts'
import { plural } from '../plural.ts'

/** The offline bar. */
export const offline = {
  noNetwork: 'Offline.',
  noServer: 'Peal non raggiunge il suo server.',
  noSockets: 'Il proxy di questo server non lascia passare i WebSocket.',
  noSocketsText: 'Nessuna chiamata può squillare finché chi gestisce il server non lo ha risolto.',
  knew: (time) => `Questo è ciò che Peal sapeva a quest’ora: ${time}.`,
  marks: 'Ciò che segna verrà inviato quando torna la rete.',
  waiting: (count) =>
    plural('it', count, {
      one: 'Un segno verrà inviato quando torna la rete.',
      other: `${count} segni verranno inviati quando torna la rete.`,
    }),
  tryNow: 'Riprova ora',
  trying: 'Tentativo…',
} satisfies typeof english
