import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'
import { plural } from '../plural.ts'

const PLACED: Record<Reason, string> = {
  completed: 'Vous avez appelé',
  declined: 'Refusé',
  cancelled: 'Vous avez raccroché',
  timeout: 'Sans réponse',
  busy: 'Déjà en appel',
  unreachable: 'Injoignable',
  'do-not-disturb': 'Ne pas déranger',
  failed: 'Connexion perdue',
  interrupted: 'N’a pas pu continuer',
  'handed-over': 'Vous avez appelé',
}

const TAKEN: Record<Reason, string> = {
  completed: 'Vous a appelé',
  declined: 'Vous avez refusé',
  cancelled: 'A raccroché',
  timeout: 'Sans réponse',
  busy: 'Vous étiez déjà en appel',
  unreachable: 'Vous n’étiez pas joignable',
  'do-not-disturb': '« Ne pas déranger » était activé',
  failed: 'Connexion perdue',
  interrupted: 'N’a pas pu continuer',
  'handed-over': 'Vous a appelé',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'Appels',
  missed: 'Manqués',
  recent: 'Récents',
  allCalls: 'Tous les appels',
  markSeen: 'Tout marquer comme vu',
  noneText: 'Les appels que vous passez et recevez s’affichent ici.',
  loadFailed: 'Impossible de charger les appels',
  howOften: (count) => `${count} fois`,
  lastAt: (time) => `dernier : ${time}`,
  missedLine: (count) =>
    plural('fr', count, { one: '1 appel manqué', other: `${count} appels manqués` }),
  missedFrom: ([first = '', ...others], time) => {
    const more = others.length > 1 ? `${others.length} autres` : others[0]
    return `de ${more === undefined ? first : `${first} et ${more}`}, dernier : ${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `Manqué. ${TAKEN[reason]}` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
