import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'Essai de sonnerie',
  button: 'Essayer la sonnerie',
  text: 'Le serveur fait sonner ce navigateur comme le ferait un appel.',
  steps: {
    sent: { done: 'Le serveur a envoyé la sonnerie', next: 'Le serveur envoie la sonnerie' },
    accepted: { done: 'Le service push l’a prise', next: 'Le service push la prend' },
    woke: { done: 'Ce navigateur s’est réveillé', next: 'Ce navigateur se réveille' },
    shown: { done: 'La notification est affichée', next: 'La notification s’affiche' },
    pressed: { done: 'Vous avez cliqué dessus', next: 'Vous cliquez dessus' },
  },
  failed: {
    sent: 'Le serveur ne l’a pas envoyée',
    accepted: 'Le service push l’a refusée',
    woke: 'Ce navigateur ne s’est pas réveillé',
    shown: 'La notification n’a pas pu s’afficher',
    pressed: 'Personne n’a cliqué dessus',
  },
  after: (seconds) => `${decimal(seconds, 1)} s`,
  said: (detail) => `Sa réponse : « ${detail} ».`,
  gone: 'Le serveur ne connaît plus ce navigateur. Il est en train d’être réinscrit : réessayez dans un instant.',
  press: 'Cliquez maintenant sur la notification.',
  done: 'Tout fonctionne : les appels sonnent ici quand l’onglet est fermé.',
  advice: {
    sent: () => 'Réessayez dans un instant.',
    accepted: () =>
      'Réessayez. Si cela continue, dites à votre administrateur ce que le service push a répondu.',
    woke: (browser) =>
      `Pas de connexion entre ${browser} et son service push : hors connexion, tout juste démarré, ou un pare-feu ou un VPN fait obstacle. Attendez une minute et réessayez. Toutes fenêtres fermées, le réveil ne marche que si ses paramètres permettent de rester actif en arrière-plan.`,
    shown: (_, system) => system,
    pressed: (_, system) =>
      `Elle a été affichée. Si vous n’avez rien vu, le système la cache. ${system}`,
  },
  system: {
    windows: (browser) =>
      `Sous Windows : Paramètres, Système, Notifications. Laissez passer ${browser} et désactivez Ne pas déranger.`,
    mac: (browser) =>
      `Sur un Mac : Réglages Système, Notifications. Autorisez ${browser} et Peal, choisissez Persistante et désactivez Concentration.`,
    linux: (browser) =>
      `Sous Linux : paramètres du bureau, Notifications. Laissez passer ${browser} et désactivez Ne pas déranger. Un bureau sans service de notifications n’en affiche aucune.`,
    chromeos: () =>
      'Sous ChromeOS : Paramètres, Applications, Notifications. Laissez passer Peal et désactivez Ne pas déranger.',
    android: (browser) => `Sous Android : Paramètres, Applications, ${browser}, Notifications.`,
    ios: () => 'Dans l’app Réglages : Notifications, Peal.',
    other: (browser) => `Laissez passer ${browser} dans les paramètres de notification du système.`,
  },
} satisfies typeof english
