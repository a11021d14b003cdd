import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'Connexion',
    to: 'Connexion à',
    as: (name) => `Se connecter : ${name}`,
    linkHint: 'Le lien sert une fois, pour ce navigateur.',
    linkMobile: 'Cet appareil vous signalera les appels manqués. On appelle sur un ordinateur.',
    button: 'Se connecter',
    looking: 'Vérification de votre lien…',
    otherWay: 'Se connecter plutôt par mot de passe',
    wrong: 'L’identifiant et le mot de passe ne vont pas ensemble.',
    member: 'Quelqu’un est déjà connecté ici ; cette connexion y mettra fin.',
  },
  fields: {
    handle: 'Identifiant',
    handleHint: 'Minuscules, chiffres, points et tirets ; c’est par lui qu’on vous trouve.',
    name: 'Nom affiché',
    password: 'Mot de passe',
    passwordOptional:
      'Facultatif : sans mot de passe, vous vous connectez par des liens d’un administrateur.',
    passwordOfAdmin:
      'Facultatif : sans mot de passe, vous vous connectez par des liens de la ligne de commande.',
    showPassword: 'Afficher le mot de passe',
    hidePassword: 'Masquer le mot de passe',
  },
  wrongField: {
    handle: 'De 2 à 32 minuscules, chiffres, points, tirets ou traits de soulignement.',
    name: 'De 1 à 80 caractères.',
    password: 'Au moins 10 caractères.',
  },
  join: {
    title: 'Rejoindre',
    to: 'Rejoindre',
    setupTitle: 'Créer le premier administrateur',
    setupText: 'Vous serez le premier membre de ce Peal et son administrateur.',
    button: 'Rejoindre',
    setupButton: 'Créer',
  },
  linkUsed: {
    title: 'Ce lien a déjà servi',
    text: 'Les liens servent une fois, et pas éternellement. Demandez-en un autre à qui vous l’a envoyé.',
    go: 'Aller à la connexion',
  },
  hero: {
    title: 'Des appels qui sonnent.',
    text: (host) =>
      `La vidéo à deux entre les personnes de ${host}. Le son et l’image vont directement de l’une à l’autre.`,
    welcome: (name) => `Bienvenue, ${name}.`,
    welcomeBack: 'Bienvenue.',
  },
} satisfies typeof english
