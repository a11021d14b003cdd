import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'
import { plural } from '../plural.ts'

const PLACED: Record<Reason, string> = {
  completed: 'Usted llamó',
  declined: 'Rechazada',
  cancelled: 'Usted colgó',
  timeout: 'Sin respuesta',
  busy: 'En otra llamada',
  unreachable: 'No se pudo localizar',
  'do-not-disturb': 'No quería que le molestaran',
  failed: 'Se perdió la conexión',
  interrupted: 'No pudo continuar',
  'handed-over': 'Usted llamó',
}

const TAKEN: Record<Reason, string> = {
  completed: 'Le llamó',
  declined: 'Usted rechazó',
  cancelled: 'Colgó',
  timeout: 'Sin respuesta',
  busy: 'Usted estaba en otra llamada',
  unreachable: 'No se le pudo localizar',
  'do-not-disturb': '«No molestar» estaba activado',
  failed: 'Se perdió la conexión',
  interrupted: 'No pudo continuar',
  'handed-over': 'Le llamó',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'Llamadas',
  missed: 'Perdidas',
  recent: 'Recientes',
  allCalls: 'Todas las llamadas',
  markSeen: 'Marcar todas como vistas',
  noneText: 'Aquí aparecen las llamadas que haga y reciba.',
  loadFailed: 'No se han podido cargar las llamadas',
  howOften: (count) => `${count} veces`,
  lastAt: (time) => `última: ${time}`,
  missedLine: (count) =>
    plural('es', count, { one: '1 llamada perdida', other: `${count} llamadas perdidas` }),
  missedFrom: ([first = '', ...others], time) => {
    const more = others.length > 1 ? `${others.length} más` : others[0]
    return `de ${more === undefined ? first : `${first} y ${more}`}, última: ${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `Perdida. ${TAKEN[reason]}` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
