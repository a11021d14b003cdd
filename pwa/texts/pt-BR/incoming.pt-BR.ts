import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `Chamada de ${caller}`,
  video: 'Recebendo chamada de vídeo',
  answer: 'Atender',
  soundOnly: 'Atender só com som',
  decline: 'Recusar',
  missed: (caller) => `Chamada perdida de ${caller}`,
  answeredElsewhere: 'Atendida em outro dispositivo',
  hear: 'Clique para ouvir o toque',
  notification: (caller) => `${caller} está ligando`,
  notificationText: 'Clique para atender no Peal.',
} satisfies typeof english
