import type { notifications as english } from '../en/notifications.en.ts'
import { plural } from '../plural.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `${caller} La sta chiamando`,
  ringText: 'Chiamata in arrivo',
  called: (caller) => `Chiamata da ${caller}`,
  calledText: (time) => `${time}. Prema per vedere se squilla ancora.`,
  answer: 'Rispondi',
  decline: 'Rifiuta',
  answering: 'Risposta…',
  lead: (caller) => `Prema per parlare con ${caller}`,
  leadText: 'La finestra della chiamata non si è aperta da sola.',
  callBack: 'Richiama',
  missed: (caller, count) =>
    plural('it', count, {
      one: `Chiamata persa da ${caller}`,
      other: `${count} chiamate perse da ${caller}`,
    }),
  missedText: (time, count) => (count === 1 ? time : `Ultima: ${time}`),
  over: {
    answered: 'Risposto su un altro dispositivo',
    declined: 'Chiamata rifiutata',
    over: 'La chiamata è finita',
  },
  test: 'Squillo di prova',
  testText: 'Così squilla Peal qui.',
  proved: 'Le chiamate possono squillare qui',
  provedText: 'Il primo messaggio è arrivato.',
  neutralText: 'Apra Peal per vedere le novità.',
} satisfies typeof english
