import type { notifications as english } from '../en/notifications.en.ts'
import { plural } from '../plural.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `${caller} ruft an`,
  ringText: 'Eingehender Anruf',
  called: (caller) => `Anruf von ${caller}`,
  calledText: (time) => `${time}. Klicken, um zu sehen, ob es noch klingelt.`,
  answer: 'Annehmen',
  decline: 'Ablehnen',
  answering: 'Wird angenommen …',
  lead: (caller) => `Klicken, um mit ${caller} zu sprechen`,
  leadText: 'Das Fenster des Anrufs ging nicht von selbst auf.',
  callBack: 'Zurückrufen',
  missed: (caller, count) =>
    plural('de', count, {
      one: `Verpasster Anruf von ${caller}`,
      other: `${count} verpasste Anrufe von ${caller}`,
    }),
  missedText: (time, count) => (count === 1 ? time : `Zuletzt: ${time}`),
  over: {
    answered: 'Auf einem anderen Gerät angenommen',
    declined: 'Anruf abgelehnt',
    over: 'Der Anruf ist beendet',
  },
  test: 'Probeklingeln',
  testText: 'So klingelt Peal hier.',
  proved: 'Anrufe können hier klingeln',
  provedText: 'Die erste Nachricht ist angekommen.',
  neutralText: 'Öffnen Sie Peal, um zu sehen, was es Neues gibt.',
} satisfies typeof english
