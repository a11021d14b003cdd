import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `Llamada entrante de ${caller}`,
  video: 'Videollamada entrante',
  answer: 'Contestar',
  soundOnly: 'Contestar solo con sonido',
  decline: 'Rechazar',
  missed: (caller) => `Llamada perdida de ${caller}`,
  answeredElsewhere: 'Contestada en otro dispositivo',
  hear: 'Pulse para oír el timbre',
  notification: (caller) => `Le llama ${caller}`,
  notificationText: 'Pulse para contestar en Peal.',
} satisfies typeof english
