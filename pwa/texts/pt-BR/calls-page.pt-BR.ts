import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'Chamadas perdidas',
  filter: 'Mostrar',
  all: 'Todas',
  fresh: 'Novas',
  seen: 'Vistas',
  none: 'Ainda não há chamadas',
  noneMissed: 'Nada perdido',
  noneMissedText: 'Aqui você vê quem não conseguiu falar com você.',
  more: 'Mostrar chamadas anteriores',
  phoneNote: 'Chamadas são feitas e atendidas no computador. Este celular avisa você das perdidas.',
} satisfies typeof english
