import type { Reason } from '../../../protocol/reasons.ts'
import type { EndedWords, callEnds as english } from '../en/call-ends.en.ts'
import { plural } from '../plural.ts'

const youHungUp = 'Ha riagganciato.'
const roomOpens = 'Si apre la sala riunioni…'

/** A call that the callee misses; `said` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, said: string) =>
  role === 'caller' ? said : `Chiamata persa da ${name}`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `Chiamata terminata · ${duration ?? '0:00'}`,
  declined: ({ name, role }) =>
    role === 'caller' ? `${name} ha rifiutato la chiamata.` : youHungUp,
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `Chiamata persa da ${name}` : `${name} ha riagganciato.`
  },
  timeout: (of) => unanswered(of, `${of.name} non ha risposto.`),
  busy: (of) => unanswered(of, `${of.name} è in un’altra chiamata.`),
  unreachable: (of) =>
    unanswered(of, `${of.name} ora non è raggiungibile. Vedrà che Lei ha chiamato.`),
  'do-not-disturb': (of) =>
    unanswered(of, `${of.name} non vuole essere disturbato. Vedrà che Lei ha chiamato.`),
  failed: ({ duration }) =>
    duration === null
      ? 'Non è stato possibile stabilire la connessione.'
      : 'La connessione si è interrotta.',
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'Peal non può usare il Suo microfono e la Sua fotocamera.'
    return role === 'caller'
      ? `${name} non ha potuto rispondere alla chiamata.`
      : `${name} non ha potuto continuare.`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => 'Per chiamare, apra Peal su un computer.',
    self: () => 'Questo è Lei.',
    'unknown-member': () => 'Qui non c’è nessuno con questo nome.',
    'in-a-call': () => 'È in un’altra chiamata.',
    'being-called': () => 'La stanno chiamando.',
    'connector-off': () => 'Questo modo di chiamare è disattivato.',
    'rate-limited': (minutes) =>
      `Ha chiamato più volte. Riprovi tra ${plural('it', minutes, {
        one: `${minutes} minuto`,
        other: `${minutes} minuti`,
      })}.`,
    'answered-elsewhere': () => 'Risposto su un altro dispositivo',
    'not-a-party': () => 'Questa chiamata è tra altre persone.',
    'unknown-call': () => 'Questa chiamata non c’è più.',
    invalid: () => 'Questo indirizzo non porta a nessuna chiamata.',
    'no-account': () => 'Manca un indirizzo per questo modo di chiamare.',
    full: () => 'Il disco del server è pieno.',
    server: () => 'Si è verificato un errore nel server.',
  },
  roomOpens,
  superseded: 'Questa chiamata è aperta in un’altra finestra.',
  answeredElsewhere: 'Risposto su un altro dispositivo',
  signedOut: 'La sessione è terminata.',
  notPlaced: 'La chiamata non è partita: microfono e fotocamera sono bloccati.',
  notPlacedBySystem: 'La chiamata non è partita: il Suo sistema blocca microfono e fotocamera.',
  blockedBySystem: 'Il Suo sistema non consente a questo browser di usare microfono e fotocamera.',
  unsupported: 'Questo browser non può chiamare.',
} satisfies typeof english
