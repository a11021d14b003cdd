import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'Llamadas perdidas',
  filter: 'Mostrar',
  all: 'Todas',
  fresh: 'Nuevas',
  seen: 'Vistas',
  none: 'Todavía no hay llamadas',
  noneMissed: 'Nada perdido',
  noneMissedText: 'Aquí verá quién no ha podido localizarle.',
  more: 'Mostrar llamadas anteriores',
  phoneNote:
    'Se llama y se contesta en un ordenador. Este teléfono le avisa de las llamadas perdidas.',
} satisfies typeof english
