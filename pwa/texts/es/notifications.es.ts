import type { notifications as english } from '../en/notifications.en.ts'
import { plural } from '../plural.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `Le llama ${caller}`,
  ringText: 'Llamada entrante',
  called: (caller) => `Llamada de ${caller}`,
  calledText: (time) => `${time}. Pulse para ver si aún suena.`,
  answer: 'Contestar',
  decline: 'Rechazar',
  answering: 'Contestando…',
  lead: (caller) => `Pulse para hablar con ${caller}`,
  leadText: 'La ventana de la llamada no se abrió sola.',
  callBack: 'Devolver la llamada',
  missed: (caller, count) =>
    plural('es', count, {
      one: `Llamada perdida de ${caller}`,
      other: `${count} llamadas perdidas de ${caller}`,
    }),
  missedText: (time, count) => (count === 1 ? time : `Última: ${time}`),
  over: {
    answered: 'Contestada en otro dispositivo',
    declined: 'Llamada rechazada',
    over: 'La llamada ha terminado',
  },
  test: 'Prueba de timbre',
  testText: 'Así suena Peal aquí.',
  proved: 'Las llamadas pueden sonar aquí',
  provedText: 'Ha llegado el primer mensaje.',
  neutralText: 'Abra Peal para ver lo que hay de nuevo.',
} satisfies typeof english
