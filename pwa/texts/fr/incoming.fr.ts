import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `Appel entrant de ${caller}`,
  video: 'Appel vidéo entrant',
  answer: 'Répondre',
  soundOnly: 'Répondre sans image',
  decline: 'Refuser',
  missed: (caller) => `Appel manqué de ${caller}`,
  answeredElsewhere: 'Appel pris sur un autre appareil',
  hear: 'Cliquez pour entendre la sonnerie',
  notification: (caller) => `${caller} vous appelle`,
  notificationText: 'Cliquez pour répondre dans Peal.',
} satisfies typeof english
