import type { offline as english } from '../en/offline.en.ts'
import { plural } from '../plural.ts'

/** The offline bar. */
export const offline = {
  noNetwork: 'Offline.',
  noServer: 'Peal erreicht seinen Server nicht.',
  noSockets: 'Der Proxy dieses Servers leitet WebSockets nicht weiter.',
  noSocketsText: 'Anrufe können erst klingeln, wenn das am Server behoben ist.',
  knew: (time) => `Stand von ${time}.`,
  marks: 'Was Sie markieren, wird gesendet, sobald das Netz wieder da ist.',
  waiting: (count) =>
    plural('de', count, {
      one: 'Eine Markierung wird gesendet, sobald das Netz wieder da ist.',
      other: `${count} Markierungen werden gesendet, sobald das Netz wieder da ist.`,
    }),
  tryNow: 'Jetzt versuchen',
  trying: 'Wird versucht …',
} satisfies typeof english
