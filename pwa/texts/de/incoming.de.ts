import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `Eingehender Anruf von ${caller}`,
  video: 'Eingehender Videoanruf',
  answer: 'Annehmen',
  soundOnly: 'Nur mit Ton annehmen',
  decline: 'Ablehnen',
  missed: (caller) => `Verpasster Anruf von ${caller}`,
  answeredElsewhere: 'Auf einem anderen Gerät angenommen',
  hear: 'Klicken, um das Klingeln zu hören',
  notification: (caller) => `${caller} ruft an`,
  notificationText: 'Klicken, um in Peal anzunehmen.',
} satisfies typeof english
