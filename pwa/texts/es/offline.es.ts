import type { offline as english } from '../en/offline.en.ts'
import { plural } from '../plural.ts'

/** The offline bar. */
export const offline = {
  noNetwork: 'Sin conexión.',
  noServer: 'Peal no puede comunicarse con su servidor.',
  noSockets: 'El proxy de este servidor no deja pasar WebSockets.',
  noSocketsText:
    'No puede sonar ninguna llamada hasta que lo arregle quien administra el servidor.',
  knew: (time) => `Esto es lo que Peal sabía a esta hora: ${time}.`,
  marks: 'Lo que marque se enviará cuando vuelva la red.',
  waiting: (count) =>
    plural('es', count, {
      one: 'Una marca se enviará cuando vuelva la red.',
      other: `${count} marcas se enviarán cuando vuelva la red.`,
    }),
  tryNow: 'Reintentar',
  trying: 'Intentándolo…',
} satisfies typeof english
