import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'Faites en sorte que les appels sonnent ici',
  titleDone: 'Les appels sonnent ici',
  titlePhone: 'Être prévenu des appels manqués',
  dismiss: 'Plus tard',
  close: 'Fermer',
  step: (done) => (done ? 'Fait' : 'À faire'),
  allow: {
    title: 'Autoriser les notifications',
    text: 'Les appels sonnent alors aussi quand l’onglet de Peal est fermé. Votre navigateur vous le demande une fois.',
    blocked: 'Votre navigateur les bloque.',
    how: 'Comment les autoriser',
    noService:
      'Aucun service push n’est joignable : les appels sonnent tant qu’un onglet de Peal est ouvert.',
    why: 'Pourquoi, et que faire',
  },
  install: {
    title: 'Installer Peal',
    text: 'Peal a alors sa propre fenêtre et sa propre icône, qui compte vos appels manqués.',
  },
  login: {
    title: 'Démarrer à l’ouverture de session',
    done: 'C’est fait',
    installed: {
      Chrome:
        'Ouvrez chrome://apps, faites un clic droit sur Peal et choisissez « Lancer l’appli lors de la connexion ».',
      Edge: 'Ouvrez edge://apps, cliquez sur les points à côté de Peal et activez le démarrage automatique à la connexion.',
    },
    browser: {
      windows: (browser) =>
        `Laissez ${browser} démarrer avec Windows : Paramètres, Applications, Démarrage.`,
      mac: (browser) =>
        `Laissez ${browser} démarrer avec votre Mac : Réglages Système, Général, Ouverture.`,
      linux: (browser) =>
        `Ajoutez ${browser} aux programmes que votre bureau lance à l’ouverture de session.`,
      chromeos: () => 'Les Chromebooks le font d’eux-mêmes.',
      other: (browser) => `Laissez ${browser} démarrer à l’ouverture de session.`,
    },
    firefoxWindows:
      'Dans Firefox : Paramètres, Général, « Ouvrir Firefox automatiquement au démarrage de l’ordinateur ».',
  },
} satisfies typeof english
