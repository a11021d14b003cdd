import type { common as english } from '../en/common.en.ts'
import { plural } from '../plural.ts'

/** What stands on every page: navigation, presence, failures. */
export const common = {
  app: 'Peal',
  title: (page, unseen) => (unseen > 0 ? `(${unseen}) ${page} · Peal` : `${page} · Peal`),
  skip: 'Aller au contenu',
  nav: {
    main: 'Principal',
    contacts: 'Contacts',
    calls: 'Appels',
    missed: 'Manqués',
    settings: 'Paramètres',
    admin: 'Administration',
    unseen: (count) => plural('fr', count, { one: `${count} non vu`, other: `${count} non vus` }),
    me: (name) => `${name}, votre profil`,
  },
  rings: {
    here: 'Sonne ici',
    notHere: 'Ne sonne pas ici',
    doNotDisturb: 'Ne pas déranger',
    offline: 'Hors connexion',
  },
  presence: {
    available: 'Disponible',
    'in-a-call': 'En appel',
    'do-not-disturb': 'Ne pas déranger',
    'can-be-rung': 'Joignable',
    away: 'Absent',
  },
  loading: 'Chargement…',
  tryAgain: 'Réessayer',
  notKept:
    'Ce navigateur ne garde rien pour Peal : son stockage est plein ou bloqué. Vos choix seront oubliés à la fermeture de la page.',
  close: 'Fermer',
  save: 'Enregistrer',
  cancel: 'Annuler',
  back: (page) => `Retour : ${page}`,
  returning: {
    stillIn: (name) => `Votre appel avec ${name} continue encore quelques secondes.`,
    action: 'Revenir à l’appel',
  },
  unreachable: {
    title: 'Peal n’arrive pas à joindre son serveur.',
    text: 'Une nouvelle tentative a lieu toute seule.',
  },
  failures: {
    offline: 'Peal n’arrive pas à joindre son serveur. Réessayez quand le réseau sera revenu.',
    server: 'Le serveur a rencontré une erreur. Réessayez dans un instant.',
    busy: 'Le serveur est surchargé. Réessayez dans un instant.',
    full: 'Le disque du serveur est plein ou protégé en écriture. Prévenez la personne qui s’en occupe.',
    'signed-out': 'Vous êtes déconnecté. Connectez-vous à nouveau.',
    forbidden: 'Vous n’avez pas le droit de faire cela ici.',
    'not-found': 'Cela n’existe plus.',
    'wrong-password': 'Ce mot de passe n’est pas le bon.',
    'too-many-tries': 'Trop de tentatives.',
    'link-used': 'Ce lien a déjà servi ou a expiré.',
    'handle-taken': 'Quelqu’un a déjà cet identifiant. Choisissez-en un autre.',
    'handle-removed': 'Quelqu’un qui a été retiré avait cet identifiant. Choisissez-en un autre.',
    'no-upgrade':
      'Le proxy de ce serveur ne laisse pas passer les WebSockets. Prévenez la personne qui s’en occupe.',
    'last-admin': 'Il faut que quelqu’un garde l’administration.',
    'too-large': 'C’est trop volumineux.',
    'not-a-photo':
      'Peal ne peut pas afficher cette image. Choisissez un fichier JPEG, PNG ou WebP.',
    'wrong-origin': 'Peal a été ouvert à une autre adresse que la sienne.',
    'desktop-only': 'Pour appeler, ouvrez Peal sur un ordinateur.',
    self: 'C’est vous.',
    'unknown-member': 'Il n’y a personne de ce nom ici.',
    'in-a-call': 'Vous êtes déjà en appel.',
    'being-called': 'Quelqu’un vous appelle.',
    'connector-off': 'Ce moyen d’appel est désactivé.',
    'rate-limited': 'Vous avez appelé plusieurs fois. Réessayez plus tard.',
    'answered-elsewhere': 'Appel pris sur un autre appareil',
    'not-a-party': 'Cet appel concerne d’autres personnes.',
    'unknown-call': 'Cet appel n’existe plus.',
    invalid: 'Un champ n’est pas rempli correctement.',
    'no-account': 'Cette personne n’a pas d’adresse pour ce moyen d’appel.',
  },
  againIn: (minutes) =>
    minutes <= 1 ? 'Réessayez dans une minute.' : `Réessayez dans ${minutes} minutes.`,
} satisfies typeof english
