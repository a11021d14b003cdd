import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'
import { plural } from '../plural.ts'

const PLACED: Record<Reason, string> = {
  completed: 'Ha chiamato Lei',
  declined: 'Rifiutata',
  cancelled: 'Ha riagganciato Lei',
  timeout: 'Nessuna risposta',
  busy: 'In un’altra chiamata',
  unreachable: 'Non raggiungibile',
  'do-not-disturb': 'Non disturbare',
  failed: 'Connessione interrotta',
  interrupted: 'Non ha potuto continuare',
  'handed-over': 'Ha chiamato Lei',
}

const TAKEN: Record<Reason, string> = {
  completed: 'L’ha chiamata',
  declined: 'Ha rifiutato Lei',
  cancelled: 'Ha riagganciato',
  timeout: 'Nessuna risposta',
  busy: 'Lei era in un’altra chiamata',
  unreachable: 'Lei non era raggiungibile',
  'do-not-disturb': '«Non disturbare» era attivo',
  failed: 'Connessione interrotta',
  interrupted: 'Non ha potuto continuare',
  'handed-over': 'L’ha chiamata',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'Chiamate',
  missed: 'Perse',
  recent: 'Recenti',
  allCalls: 'Tutte le chiamate',
  markSeen: 'Segna tutte come viste',
  noneText: 'Qui appaiono le chiamate che fa e che riceve.',
  loadFailed: 'Non è stato possibile caricare le chiamate',
  howOften: (count) => `${count} volte`,
  lastAt: (time) => `ultima: ${time}`,
  missedLine: (count) =>
    plural('it', count, { one: '1 chiamata persa', other: `${count} chiamate perse` }),
  missedFrom: ([first = '', ...others], time) => {
    const more = others.length > 1 ? `altre ${others.length} persone` : others[0]
    return `da ${more === undefined ? first : `${first} e ${more}`}, ultima: ${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `Persa. ${TAKEN[reason]}` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
