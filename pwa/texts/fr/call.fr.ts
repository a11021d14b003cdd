import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: 'Appel · Peal',
  stage: {
    browserAsks: 'Votre navigateur vous pose la question ici. Cliquez sur « Autoriser ».',
    calling: (name) => `Appel de ${name}…`,
    ringing: 'Ça sonne…',
    connecting: 'Connexion…',
    connected: 'Connecté',
    reconnecting: 'Reconnexion…',
    looking: 'Recherche d’un appareil qui peut sonner',
    calls: (name) => `${name} vous appelle.`,
    opening: 'Ouverture de l’appel…',
    offline: 'Pas d’appels hors connexion.',
    away: 'Peal n’arrive pas à joindre son serveur.',
  },
  controls: {
    mute: 'Couper le micro',
    unmute: 'Réactiver le micro',
    muteWord: 'Couper',
    unmuteWord: 'Réactiver',
    hangUp: 'Raccrocher',
    cameraOff: 'Désactiver la caméra',
    cameraOn: 'Activer la caméra',
    cameraOffWord: 'Sans caméra',
    cameraOnWord: 'Caméra',
    more: 'Plus',
    hear: 'Cliquez pour entendre',
    name: 'Commandes de l’appel',
  },
  video: {
    own: 'Votre vidéo',
    other: (name) => `Vidéo de ${name}`,
  },
  notKept:
    'Ce navigateur ne garde rien pour Peal : vos choix seront oubliés à la fermeture de cette fenêtre.',
} satisfies typeof english
