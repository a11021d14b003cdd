import type { Reason } from '../../../protocol/reasons.ts'
import type { EndedWords, callEnds as english } from '../en/call-ends.en.ts'
import { plural } from '../plural.ts'

const youHungUp = 'Vous avez raccroché.'
const roomOpens = 'La salle de réunion s’ouvre…'

/** A call that the callee misses; `said` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, said: string) =>
  role === 'caller' ? said : `Appel manqué de ${name}`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `Appel terminé · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `${name} a refusé l’appel.` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `Appel manqué de ${name}` : `${name} a raccroché.`
  },
  timeout: (of) => unanswered(of, `${of.name} n’a pas répondu.`),
  busy: (of) => unanswered(of, `${of.name} est déjà en appel.`),
  unreachable: (of) =>
    unanswered(of, `Impossible de joindre ${of.name} pour l’instant. Votre appel sera signalé.`),
  'do-not-disturb': (of) =>
    unanswered(of, `${of.name} ne veut pas qu’on le dérange. Votre appel sera signalé.`),
  failed: ({ duration }) =>
    duration === null ? 'La connexion n’a pas pu s’établir.' : 'La connexion a été perdue.',
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'Peal n’a pas le droit d’utiliser votre micro et votre caméra.'
    return role === 'caller'
      ? `${name} n’a pas pu prendre l’appel.`
      : `${name} n’a pas pu continuer.`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => 'Pour appeler, ouvrez Peal sur un ordinateur.',
    self: () => 'C’est vous.',
    'unknown-member': () => 'Il n’y a personne de ce nom ici.',
    'in-a-call': () => 'Vous êtes déjà en appel.',
    'being-called': () => 'On vous appelle.',
    'connector-off': () => 'Ce moyen d’appel est désactivé.',
    'rate-limited': (minutes) =>
      `Vous avez appelé plusieurs fois. Réessayez dans ${plural('fr', minutes, {
        one: `${minutes} minute`,
        other: `${minutes} minutes`,
      })}.`,
    'answered-elsewhere': () => 'Appel pris sur un autre appareil',
    'not-a-party': () => 'Cet appel concerne d’autres personnes.',
    'unknown-call': () => 'Cet appel n’existe plus.',
    invalid: () => 'Cette adresse ne mène à aucun appel.',
    'no-account': () => 'Il manque une adresse pour ce moyen d’appel.',
    full: () => 'Le disque du serveur est plein.',
    server: () => 'Le serveur a rencontré une erreur.',
  },
  roomOpens,
  superseded: 'Cet appel est ouvert dans une autre fenêtre.',
  answeredElsewhere: 'Appel pris sur un autre appareil',
  signedOut: 'Vous êtes déconnecté.',
  notPlaced: 'L’appel n’a pas été passé : le micro et la caméra sont bloqués.',
  notPlacedBySystem: 'L’appel n’a pas été passé : votre système bloque le micro et la caméra.',
  blockedBySystem: 'Votre système ne laisse pas ce navigateur utiliser le micro et la caméra.',
  unsupported: 'Ce navigateur ne peut pas passer d’appels.',
} satisfies typeof english
