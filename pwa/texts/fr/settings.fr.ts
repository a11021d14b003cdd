import type { settings as english } from '../en/settings.en.ts'

/** Settings. */
export const settings = {
  title: 'Paramètres',
  sections: 'Paramètres',
  profile: {
    title: 'Profil',
    photo: 'Photo',
    choosePhoto: 'Choisir une photo',
    removePhoto: 'Retirer la photo',
    photoHint: 'Recadrée en cercle et réduite dans ce navigateur avant l’envoi.',
    photoUnreadable:
      'Ce navigateur ne peut pas lire ce fichier comme une image. Choisissez-en un autre.',
    photoChanged: 'La photo a été changée.',
    photoRemoved: 'La photo a été retirée.',
    name: 'Nom affiché',
    nameChanged: 'Le nom a été changé.',
    handle: 'Identifiant',
  },
  disturb: {
    title: 'Ne pas déranger',
    text: 'Rien ne sonne. Qui appelle apprend que vous ne voulez pas qu’on vous dérange ; vous voyez qui a appelé.',
    until: (time) => `Activé jusqu’à ${time}.`,
    on: 'Activé jusqu’à ce que vous le désactiviez.',
  },
  ringing: {
    title: 'Sonnerie',
    here: 'Sonner ici',
    rings: 'Les appels sonnent ici',
    ringsNot: 'Les appels ne sonnent pas ici',
    switchedOff: 'Vos autres ordinateurs sonnent toujours.',
    sound:
      'Un navigateur ne laisse une page émettre du son qu’après un premier clic. Cliquez n’importe où dans Peal après l’avoir ouvert.',
    mobile: 'Les téléphones et les tablettes ne sonnent pas.',
    unsupported: 'Ce navigateur ne peut pas recevoir d’appels : rien ne sonne ici.',
  },
  blocked: {
    title: 'Personnes bloquées',
    text: 'Qui vous bloquez ne peut pas vous joindre. Pour ces personnes, vous êtes absent, et rien ne leur est dit.',
    none: 'Vous ne bloquez personne. Le bouton se trouve sur la page de chaque personne.',
    loadFailed: 'Impossible de charger la liste',
  },
  signIn: {
    title: 'Connexion',
    has: 'Vous avez un mot de passe.',
    hasNot:
      'Vous n’avez pas de mot de passe : vous vous connectez par des liens d’un administrateur.',
    current: 'Mot de passe actuel',
    next: 'Nouveau mot de passe',
    set: 'Définir un mot de passe',
    change: 'Changer le mot de passe',
    remove: 'Supprimer le mot de passe',
    others: 'Tous vos autres appareils seront déconnectés.',
    changed: 'Le mot de passe a été changé. Vos autres appareils sont déconnectés.',
    removed: 'Le mot de passe a été supprimé. Vos autres appareils sont déconnectés.',
    wrong: 'Ce n’est pas votre mot de passe actuel.',
  },
  devices: {
    title: 'Vos appareils',
    here: 'Celui-ci',
    rings: 'Sonne',
    ringsNot: 'Ne sonne pas',
    ringOn: (name) => `Sonner sur ${name}`,
    mobile: 'Signale les appels manqués',
    lastUsed: (when) => `Dernière utilisation : ${when}`,
    signOut: 'Déconnecter',
    signOutOf: (name) => `Déconnecter ${name}`,
    signedOut: (name) => `${name} : déconnecté.`,
    loadFailed: 'Impossible de charger vos appareils',
  },
  look: {
    title: 'Apparence',
    system: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
  },
  language: {
    title: 'Langue',
    asBrowser: 'Comme le navigateur',
  },
  signOut: 'Se déconnecter',
  signOutText: 'Ce que ce navigateur retient de Peal est effacé.',
} satisfies typeof english
