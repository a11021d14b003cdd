import type { Reason } from '../../../protocol/reasons.ts'
import type { EndedWords, callEnds as english } from '../en/call-ends.en.ts'
import { plural } from '../plural.ts'

const youHungUp = 'Ha colgado.'
const roomOpens = 'Se abre la sala de reuniones…'

/** A call that the callee misses; `said` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, said: string) =>
  role === 'caller' ? said : `Llamada perdida de ${name}`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `Llamada terminada · ${duration ?? '0:00'}`,
  declined: ({ name, role }) =>
    role === 'caller' ? `${name} ha rechazado la llamada.` : youHungUp,
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `Llamada perdida de ${name}` : `${name} ha colgado.`
  },
  timeout: (of) => unanswered(of, `${of.name} no ha contestado.`),
  busy: (of) => unanswered(of, `${of.name} está en otra llamada.`),
  unreachable: (of) =>
    unanswered(of, `Ahora no se puede localizar a ${of.name}. Verá que usted ha llamado.`),
  'do-not-disturb': (of) =>
    unanswered(of, `${of.name} no quiere que le molesten. Verá que usted ha llamado.`),
  failed: ({ duration }) =>
    duration === null ? 'No se ha podido establecer la conexión.' : 'Se ha perdido la conexión.',
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'Peal no puede usar su micrófono ni su cámara.'
    return role === 'caller'
      ? `${name} no ha podido atender la llamada.`
      : `${name} no ha podido continuar.`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => 'Para llamar, abra Peal en un ordenador.',
    self: () => 'Es usted.',
    'unknown-member': () => 'Aquí no hay nadie con ese nombre.',
    'in-a-call': () => 'Está en otra llamada.',
    'being-called': () => 'Le están llamando.',
    'connector-off': () => 'Esta forma de llamar está desactivada.',
    'rate-limited': (minutes) =>
      `Ha llamado varias veces. Inténtelo de nuevo dentro de ${plural('es', minutes, {
        one: `${minutes} minuto`,
        other: `${minutes} minutos`,
      })}.`,
    'answered-elsewhere': () => 'Contestada en otro dispositivo',
    'not-a-party': () => 'Esta llamada es entre otras personas.',
    'unknown-call': () => 'Esta llamada ya no existe.',
    invalid: () => 'Esta dirección no lleva a ninguna llamada.',
    'no-account': () => 'Falta una dirección para esta forma de llamar.',
    full: () => 'El disco del servidor está lleno.',
    server: () => 'Se ha producido un error en el servidor.',
  },
  roomOpens,
  superseded: 'Esta llamada está abierta en otra ventana.',
  answeredElsewhere: 'Contestada en otro dispositivo',
  signedOut: 'Ha cerrado la sesión.',
  notPlaced: 'No se ha llamado: el micrófono y la cámara están bloqueados.',
  notPlacedBySystem: 'No se ha llamado: su sistema bloquea el micrófono y la cámara.',
  blockedBySystem: 'Su sistema no deja que este navegador use el micrófono y la cámara.',
  unsupported: 'Este navegador no puede hacer llamadas.',
} satisfies typeof english
