import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `Chiamata in arrivo da ${caller}`,
  video: 'Videochiamata in arrivo',
  answer: 'Rispondi',
  soundOnly: 'Rispondi solo con l’audio',
  decline: 'Rifiuta',
  missed: (caller) => `Chiamata persa da ${caller}`,
  answeredElsewhere: 'Risposto su un altro dispositivo',
  hear: 'Prema per sentire la suoneria',
  notification: (caller) => `${caller} La sta chiamando`,
  notificationText: 'Prema per rispondere in Peal.',
} satisfies typeof english
