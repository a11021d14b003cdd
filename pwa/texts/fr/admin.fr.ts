import type { AdminAct } from '../../../protocol/admin-acts.ts'
import type { SettingName } from '../../../protocol/installation-settings.ts'
import type { admin as english } from '../en/admin.en.ts'
import { list } from '../formats.ts'
import { plural } from '../plural.ts'

const SETTINGS: Record<SettingName, string> = {
  ringSeconds: 'durée de sonnerie',
  pairCalls: 'limite d’appels à une même personne',
  callerCalls: 'limite d’appels d’une même personne',
  stunUrls: 'serveurs STUN',
  turnUrls: 'serveurs TURN',
  turnSecret: 'secret TURN',
}

const settingsIn = (names: string): string =>
  list(names.split(' ').map((name) => SETTINGS[name as SettingName]))

const ACTS: Record<AdminAct, (target: string) => string> = {
  'member-added': (handle) => `a ajouté ${handle}`,
  'member-removed': (handle) => `a retiré ${handle}`,
  'member-restored': (handle) => `a fait revenir ${handle}`,
  'handle-changed': (handle) => `a corrigé l’identifiant ${handle}`,
  'admin-made': (handle) => `a confié l’administration à ${handle}`,
  'admin-unmade': (handle) => `a retiré l’administration à ${handle}`,
  'link-made': (handle) => `a créé un lien de connexion pour ${handle}`,
  'link-revoked': (handle) => `a révoqué un lien de connexion pour ${handle}`,
  'link-used': () => 's’est connecté par un lien',
  'password-set': () => 'a défini un nouveau mot de passe',
  'password-removed': () => 'a supprimé son mot de passe',
  'invitation-made': () => 'a créé une invitation',
  'invitation-revoked': () => 'a révoqué une invitation',
  'settings-changed': (names) => `a modifié : ${settingsIn(names)}`,
  'connector-on': (title) => `a activé ${title}`,
  'connector-off': (title) => `a désactivé ${title}`,
  'connector-changed': (title) => `a modifié ${title}`,
  'connector-added': (title) => `a ajouté le moyen d’appel ${title}`,
  'connector-removed': (title) => `a retiré le moyen d’appel ${title}`,
  'connectors-ordered': () => 'a changé l’ordre des moyens d’appel',
  'push-key-made': () => 'a créé une nouvelle clé pour les notifications push',
  'backup-restored': () => 'a restauré une sauvegarde',
}

const SERVICES: Readonly<Record<string, string>> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
  other: 'Autres',
}

/** The Admin page. */
export const admin = {
  title: 'Administration',
  sections: 'Administration',
  onlyAdmins: {
    title: 'Cette page est réservée à l’administration',
    text: 'Un administrateur de ce Peal peut vous en donner l’accès.',
    home: 'Aller aux contacts',
  },
  people: {
    title: 'Personnes',
    text: 'Tous les membres de ce Peal.',
    loadFailed: 'Impossible de charger les membres',
    none: 'Personne trouvée.',
    more: 'Afficher plus',
    admin: 'Admin',
    you: 'Vous',
    devices: (count) =>
      count === 0
        ? 'Aucun appareil'
        : plural('fr', count, { one: `${count} appareil`, other: `${count} appareils` }),
    seen: (when) => `Dernière visite : ${when}`,
    never: 'Jamais connecté',
    link: 'Lien de connexion',
    linkFor: (name) => `Lien de connexion pour ${name}`,
    makeAdmin: 'Confier l’administration',
    makeAdminOf: (name) => `Confier l’administration : ${name}`,
    unmakeAdmin: 'Retirer l’administration',
    unmakeAdminOf: (name) => `Retirer l’administration : ${name}`,
    madeAdmin: (name) => `${name} a maintenant accès à l’administration.`,
    unmadeAdmin: (name) => `${name} n’a plus accès à l’administration.`,
    remove: 'Retirer',
    removeOf: (name) => `Retirer ${name}`,
    removed: (name) => `${name} ne fait plus partie des membres.`,
    handle: 'Identifiant',
    handleOf: (name) => `Corriger l’identifiant de ${name}`,
    handleChanged: (name, handle) => `${name} a maintenant l’identifiant ${handle}.`,
  },
  removed: {
    title: 'Retirés récemment',
    text: 'Qui a été retiré dans les 30 derniers jours peut revenir avec tout : photo, mot de passe, historique, favoris.',
    since: (when) => `Retrait : ${when}`,
    restore: 'Faire revenir',
    restoreOf: (name) => `Faire revenir ${name}`,
    restored: (name) => `${name} fait de nouveau partie des membres.`,
    handle: 'Entre-temps, quelqu’un d’autre a reçu cet identifiant : il en faut un autre.',
  },
  handle: {
    title: (name) => `Corriger l’identifiant de ${name}`,
    text: 'Les liens avec l’ancien identifiant mènent à cette personne pendant 90 jours.',
    label: 'Identifiant',
    act: 'Enregistrer',
  },
  add: {
    open: 'Ajouter un membre',
    title: 'Ajouter un membre',
    text: 'Vous recevez un lien qui connecte cette personne, une seule fois.',
    name: 'Nom affiché',
    handle: 'Identifiant',
    handleHint: 'Pour les liens et la connexion, par exemple ada.lovelace.',
    act: 'Ajouter',
    reuse:
      'Quelqu’un qui a été retiré avait cet identifiant. Les liens vers cette personne mèneraient à la nouvelle. Vous pouvez aussi la faire revenir : fermez cette fenêtre et voyez « Retirés récemment ».',
    reuseAct: 'Attribuer l’identifiant à nouveau',
  },
  link: {
    title: (name) => `Lien de connexion pour ${name}`,
    text: 'Envoyez-le à cette personne seulement : qui l’ouvre se connecte à sa place. Il sert une fois, dans les 15 minutes, et ne s’affiche plus ensuite.',
  },
  removal: {
    title: (name) => `Retirer ${name} ?`,
    text: (handle) =>
      `Cette personne est déconnectée partout et ses appels se terminent. Pendant 30 jours, elle peut revenir avec tout ; ensuite, ce qui est à elle est supprimé. Son identifiant est ${handle}.`,
    act: (name) => `Retirer ${name}`,
  },
  invitations: {
    title: 'Invitations et liens de connexion',
    text: 'Avec une invitation, on rejoint Peal sous le nom de son choix ; un lien de connexion connecte un membre. Chacun sert une fois.',
    make: 'Inviter quelqu’un',
    none: 'Aucune invitation en attente.',
    loadFailed: 'Impossible de charger les invitations',
    invitation: 'Invitation',
    signsIn: (name) => `Lien de connexion pour ${name}`,
    by: (name, until) => `De ${name}, valable jusqu’au ${until}`,
    byNobody: (until) => `De la ligne de commande, valable jusqu’au ${until}`,
    revoke: 'Révoquer',
    revokeOf: (what, by) => `Révoquer : ${what}. ${by}`,
    revoked: 'Le lien est révoqué.',
  },
  installation: {
    title: 'Sonnerie et connexion',
    text: 'Les changements s’appliquent dès le prochain appel, sans redémarrage.',
    loadFailed: 'Impossible de charger les paramètres',
    ringSeconds: 'Durée de sonnerie, en secondes',
    ringHint: 'De 5 à 300',
    pairCalls: 'Appels à une même personne',
    pairHint: 'Sans réponse, en dix minutes',
    callerCalls: 'Appels d’une même personne',
    callerHint: 'Sans réponse, en une heure',
    stunUrls: 'Serveurs STUN, un par ligne',
    ownStun: (url) => `Si vous n’en indiquez aucun, celui de ce serveur sert : ${url}`,
    noStun: 'Sans serveur STUN, les appels ne marchent que dans un même réseau.',
    turnUrls: 'Serveurs TURN, un par ligne',
    turnHint: 'Ils relaient les appels qui ne trouvent pas de chemin direct.',
    turnSecret: 'Secret TURN',
    secretSet:
      'Un secret est défini. Il n’est montré à personne ; ce que vous saisissez ici le remplace.',
    secretNone: 'Le static-auth-secret du serveur.',
    secretForgotten: 'Sans serveurs TURN, le secret est oublié lui aussi.',
    setBy: (variable) => `Défini par ${variable}`,
    check: 'Vérifier maintenant',
    checking: 'On interroge les serveurs…',
    saved: 'Les paramètres sont enregistrés.',
    wrong: {
      ringSeconds: 'Un nombre entier de 5 à 300',
      pairCalls: 'Un nombre entier de 1 à 1000',
      callerCalls: 'Un nombre entier de 1 à 1000',
      stunUrls: 'Des adresses comme stun:stun.example.org:3478, 20 au plus',
      turnUrls:
        'Des adresses comme turn:turn.example.org:3478?transport=udp, ou avec turns:, 20 au plus',
      turnSecret: 'Au moins 16 caractères, comme sur les serveurs TURN',
    },
    wrongUrl: (url, right) => `${right} ; « ${url} » n’en est pas une`,
    noTurn: 'Un secret demande au moins un serveur TURN',
    noSecret: 'Les serveurs TURN demandent un secret d’au moins 16 caractères',
  },
  health: {
    title: 'État',
    text: 'Si ce serveur, sa base de données et ses connexions vont bien.',
    run: 'Lancer toutes les vérifications',
    notYet: 'Rien n’a été vérifié depuis l’ouverture de cette page.',
    running: 'Vérification en cours. Cela prend quelques secondes…',
    services: 'Services push depuis le dernier démarrage',
    noPush: 'Rien n’a été envoyé par push depuis le dernier démarrage.',
    failing: 'Refuse ce serveur',
    working: 'Accepte les envois',
    service: (name) => SERVICES[name] ?? name,
    status: { ok: 'Tout va bien', warning: 'Avertissement', failed: 'Échec' },
    check: {
      origin: 'Adresse',
      certificate: 'Certificat',
      database: 'Base de données',
      stun: 'STUN',
      turn: 'TURN',
      push: 'Push',
    },
  },
  acts: {
    title: 'Ce qui a été fait',
    text: 'Les cent dernières actions d’administration, connexions par lien et nouveaux mots de passe, les plus récentes d’abord. Conservées un an.',
    none: 'Rien pour l’instant.',
    loadFailed: 'Impossible de charger la liste',
    commandLine: 'La ligne de commande',
    said: (by, act, target) => `${by} ${ACTS[act](target)}`,
  },
} satisfies typeof english
