import type { push as english } from '../en/push.en.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: 'ce navigateur',
  closedToo: (browser) =>
    `Même quand l’onglet de Peal est fermé, tant que ${browser} est en marche.`,
  whileOpen: 'Tant qu’un onglet de Peal est ouvert dans ce navigateur.',
  provedAt: (when) => `Vérifié ${when} : un message push est arrivé.`,
  allow: {
    title: 'Sonner aussi quand l’onglet est fermé',
    text: 'Peal affiche alors une notification quand quelqu’un appelle. Votre navigateur vous le demande une fois, et vous pouvez revenir dessus à tout moment.',
    button: 'Laisser les appels sonner ici',
    closed: 'La question a été fermée sans réponse. Cliquez à nouveau, puis sur « Autoriser ».',
  },
  asking: 'Votre navigateur vous pose la question ici. Cliquez sur « Autoriser ».',
  askingHint:
    'Aucune question ne s’affiche ? Cliquez sur la cloche, ou sur le symbole à côté de l’adresse.',
  subscribing: (browser) =>
    `Inscription de ${browser} auprès de son service push. Cela prend quelques secondes.`,
  proving: 'Un message est en route par le service push, pour vérifier.',
  unproved: {
    title: 'Rien n’est encore arrivé',
    text: 'Le service push a pris un message pour ce navigateur, et il n’est pas arrivé. Un essai de sonnerie montre où cela s’arrête.',
  },
  blocked: {
    title: 'Les notifications sont bloquées',
    text: 'Les appels ne sonnent donc que tant qu’un onglet de Peal est ouvert. Pour les autoriser :',
    steps: {
      chromium: [
        'Cliquez sur le symbole à gauche de l’adresse',
        'Activez Notifications',
        'Revenez ici : le reste se fait tout seul',
      ],
      firefox: [
        'Cliquez sur le symbole à gauche de l’adresse',
        'Retirez « Bloqué » à côté d’Envoyer des notifications',
        'Revenez ici et cliquez sur le bouton',
      ],
      safari: [
        'Dans le menu Safari, ouvrez Réglages, Sites web',
        'Sous Notifications, réglez ce site sur « Autoriser »',
        'Revenez ici et rechargez la page',
      ],
      other: [
        'Ouvrez les paramètres de ce site, près de l’adresse',
        'Autorisez les notifications',
        'Revenez ici et rechargez la page',
      ],
      android: [
        'Touchez le symbole à gauche de l’adresse, puis Autorisations',
        'Activez Notifications',
        'Revenez ici',
      ],
      ios: [
        'Ouvrez l’app Réglages, puis Notifications',
        'Choisissez Peal et activez Autoriser les notifications',
        'Revenez ici',
      ],
    },
  },
  noService: {
    title: 'Les appels ne sonnent que tant qu’un onglet de Peal est ouvert',
    why: {
      silent: (browser) =>
        `Le service push de ${browser} ne répond pas. Un pare-feu ou un proxy l’isole peut-être de cet ordinateur, ou une question du navigateur est encore ouverte.`,
      failed: (browser) =>
        `L’inscription de ${browser} auprès de son service push a échoué. Les fenêtres privées et certains navigateurs n’en ont pas.`,
      host: (browser) =>
        `Ce Peal n’envoie rien au service push de ${browser}. Son administrateur peut l’ajouter.`,
      failing: () =>
        'Le service push rejette les messages de ce Peal. Une nouvelle tentative a lieu ; son administrateur en voit la raison.',
    },
    said: (detail) => `Sa réponse : « ${detail} ».`,
    host: (host) => `Son adresse est ${host}.`,
    phone: 'Ce téléphone n’apprend rien des appels manqués tant que Peal est fermé.',
  },
  unsupported: (browser) =>
    `Pas de push pour les pages web dans ${browser} : rien ne peut réveiller Peal une fois son onglet fermé.`,
  noWorker:
    'Ce navigateur ne garde rien de Peal, comme dans une fenêtre privée : rien ne peut le réveiller une fois son onglet fermé.',
  unreachable:
    'Impossible de vérifier pour l’instant si les appels sonnent quand l’onglet est fermé.',
  abilities: {
    title: (browser) => `À quoi ressemble une sonnerie dans ${browser}`,
    answers: 'Répondre et Refuser sont sur la notification.',
    answersNot:
      'Cliquez sur la notification : Répondre et Refuser sont dans la fenêtre qui s’ouvre.',
    repeats: 'Elle sonne à nouveau jusqu’à ce que l’appel soit pris ou terminé.',
    repeatsBySystem: 'Elle a l’aspect et le son de tout appel sur ce système.',
    repeatsNot: 'Elle sonne une fois et reste dans la liste des notifications.',
  },
  phone: {
    title: 'Être prévenu des appels manqués',
    text: 'Ce téléphone peut vous signaler les appels manqués, même quand Peal est fermé. Votre navigateur vous le demande une fois.',
    button: 'Me signaler les appels manqués',
    works: 'Ce téléphone vous signale les appels manqués, même quand Peal est fermé.',
    blocked:
      'Ce téléphone ne peut donc pas vous dire qui a appelé pendant que Peal est fermé. Pour les autoriser :',
    unreachable:
      'Impossible de vérifier pour l’instant si ce téléphone vous signale les appels manqués.',
    unsupported:
      'Ce navigateur ne peut pas vous prévenir quand Peal est fermé. Regardez ici ce que vous avez manqué.',
    homeScreen:
      'Les iPhone et iPad ne le permettent qu’aux apps de l’écran d’accueil : placez-y d’abord Peal.',
    steps: [
      {
        title: 'Partager',
        text: 'Sous la page dans Safari, au-dessus sur un iPad, ou derrière les trois points',
      },
      { title: 'Sur l’écran d’accueil', text: 'Faites défiler un peu la liste' },
      {
        title: 'Ouvrez Peal depuis là',
        text: 'Connectez-vous si Peal le demande, puis touchez « Me signaler les appels manqués »',
      },
    ],
  },
} satisfies typeof english
