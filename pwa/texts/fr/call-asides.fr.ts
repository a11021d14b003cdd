import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera
    ? `Le son et l’image vont directement à ${name}, chiffrés.`
    : `Votre son va directement à ${name}, chiffré.`
const needed = (camera: boolean): string =>
  camera ? 'de votre micro et de votre caméra' : 'de votre micro'

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(' '),
  again: 'Rappeler',
  close: 'Fermer',
  tryAgain: 'Réessayer',
  lacks: {
    camera: 'Caméra désactivée',
    microphone: 'Micro coupé',
  },
  more: {
    rang: (name) => `${name} verra que vous avez appelé.`,
    notRung: (name, browser) =>
      `Rien n’a sonné chez ${name}. Pour autoriser les deux dans ${browser} :`,
    allowIn: (browser) => `Pour autoriser les deux dans ${browser} :`,
    notRungSystem: (name) =>
      `Rien n’a sonné chez ${name}. Pour autoriser les deux dans votre système :`,
    allowInSystem: 'Pour autoriser les deux dans votre système :',
  },
  permission: {
    titleCall: (name, camera) => `Pour appeler ${name}, Peal a besoin ${needed(camera)}`,
    titleAnswer: (name, camera) => `Pour parler avec ${name}, Peal a besoin ${needed(camera)}`,
    text: (name, camera) =>
      `${goesStraight(name, camera)} Rien ne sonne tant que vous n’avez pas donné votre accord.`,
    textAnswer: goesStraight,
    microphone: 'Micro',
    camera: 'Caméra',
    cancel: 'Annuler l’appel',
    thisBrowser: 'ce navigateur',
    steps: {
      chromium: [
        'Cliquez sur ce symbole, à gauche de l’adresse',
        'Activez Micro et Caméra',
        'Revenez ici et réessayez',
      ],
      firefox: [
        'Cliquez sur le symbole barré, à gauche de l’adresse',
        'Retirez « Bloqué » à côté de Micro et de Caméra',
        'Revenez ici, réessayez et cliquez sur « Autoriser »',
      ],
      safari: [
        'Dans le menu Safari, ouvrez les réglages pour ce site web',
        'Réglez Caméra et Micro sur « Autoriser »',
        'Revenez ici et réessayez',
      ],
      other: [
        'Ouvrez les paramètres de ce site, près de l’adresse',
        'Autorisez le micro et la caméra',
        'Revenez ici et réessayez',
      ],
    },
    systemSteps: {
      mac: [
        'Ouvrez Réglages Système, Confidentialité et sécurité',
        'Sous Microphone et sous Appareil photo, activez ce navigateur',
        'Revenez ici et réessayez ; il faut parfois redémarrer le navigateur',
      ],
      windows: [
        'Ouvrez Paramètres, Confidentialité et sécurité',
        'Sous Microphone et sous Caméra, laissez les applications de bureau y accéder',
        'Revenez ici et réessayez',
      ],
      other: [
        'Ouvrez les paramètres de confidentialité de votre système',
        'Laissez ce navigateur utiliser le micro et la caméra',
        'Revenez ici et réessayez',
      ],
    },
  },
  question: {
    title: (name) => `Appeler ${name} ?`,
    text: 'Un lien ou une autre page demande cet appel. Rien ne sonne tant que vous n’avez pas cliqué.',
    call: (name) => `Appeler ${name}`,
  },
  ownPicture: {
    move: 'Votre image : les flèches du clavier la placent dans un autre coin',
    corners: {
      'top-left': 'Votre image est en haut à gauche.',
      'top-right': 'Votre image est en haut à droite.',
      'bottom-left': 'Votre image est en bas à gauche.',
      'bottom-right': 'Votre image est en bas à droite.',
    },
  },
  devices: {
    title: 'Appareils',
    camera: 'Caméra',
    microphone: 'Micro',
    speaker: 'Haut-parleur',
    standard: 'Choix du système',
    none: 'Aucun appareil trouvé',
    unlisted: 'Ce navigateur ne dit pas lesquels existent.',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: 'Ce navigateur utilise le haut-parleur choisi par le système.',
  },
  quality: {
    words: ['rien n’arrive', 'mauvaise', 'moyenne', 'bonne', 'très bonne'],
    bars: (quality) => `Connexion : ${quality}, chiffrée`,
  },
  menu: {
    shareScreen: 'Partager l’écran',
    stopSharing: 'Arrêter le partage',
    devices: 'Appareils',
    fullScreen: 'Plein écran',
    pictureInPicture: 'Image dans l’image',
    details: 'Détails de la connexion',
    refused: (mode) => `« ${mode} » n’est pas possible : ce navigateur refuse.`,
  },
  details: {
    title: 'Détails de la connexion',
    waiting: 'On ne sait encore rien de la connexion.',
    found: { here: 'Adresses de ce côté', there: 'Adresses de l’autre côté' },
    addresses: {
      host: (count) => plural('fr', count, { one: `${count} locale`, other: `${count} locales` }),
      srflx: (count) =>
        plural('fr', count, { one: `${count} publique`, other: `${count} publiques` }),
      prflx: (count) =>
        plural('fr', count, {
          one: `${count} trouvée pendant la connexion`,
          other: `${count} trouvées pendant la connexion`,
        }),
      relay: (count) => `${count} par relais`,
    },
    list: (addresses) => addresses.join(', '),
    noAddress: 'Aucune',
    quality: 'Qualité',
    measures: 'En conséquence',
    measure: {
      'picture-small': 'Votre image est envoyée en petit pour que votre son passe.',
      'picture-paused': 'Votre image est en pause pour que votre son passe.',
      'sound-thin': 'Votre son est envoyé en paquets moins nombreux et plus légers.',
      'sound-repeated': (times) =>
        times === 1
          ? 'Chaque paquet de votre son répète le précédent, car certains se perdent.'
          : `Chaque paquet de votre son répète les ${times} précédents, car beaucoup se perdent.`,
    },
    encryption: 'Chiffrement',
    path: 'Chemin',
    direct: 'Directement vers l’autre navigateur',
    relayed: 'Par un relais',
    transport: 'Transport',
    roundTrip: 'Aller-retour',
    loss: 'Paquets perdus',
    receiving: 'Réception',
    sending: 'Envoi',
    pictureIn: 'Image reçue',
    pictureOut: 'Image envoyée',
    codecs: 'Codecs',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)} %`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null
        ? `${width} × ${height}`
        : `${width} × ${height}, ${Math.round(fps)} par seconde`,
  },
  notes: {
    weak: {
      yours: () => 'Votre connexion est faible',
      theirs: (name) => `La connexion de ${name} est faible`,
      both: () => 'La connexion est faible',
    },
    paused: 'Image en pause : connexion faible',
    sharing: (name) => `${name} partage un écran`,
    youShare: 'Vous partagez votre écran',
    cameraRefused: 'Votre caméra est bloquée',
    cameraAbsent: 'Aucune caméra trouvée',
    cameraBusy: 'Un autre programme utilise votre caméra',
    cameraFailed: 'Impossible d’ouvrir votre caméra',
    cameraSystem: 'Les paramètres de confidentialité de votre système bloquent votre caméra',
    cameraHung: 'Votre caméra ne répond pas',
    cameraSilenced: 'Votre système a désactivé votre caméra.',
    soundOnly: (cause) => `${cause} : l’appel se fait sans image.`,
    unseen: (cause) => `${cause} : on ne vous voit pas de l’autre côté.`,
    microphoneAbsent: 'Aucun micro trouvé : on ne vous entend pas de l’autre côté.',
    microphoneBusy:
      'Un autre programme utilise votre micro : on ne vous entend pas de l’autre côté.',
    microphoneSystem:
      'Les paramètres de confidentialité de votre système bloquent votre micro : on ne vous entend pas de l’autre côté.',
    microphoneHung: 'Votre micro ne répond pas : on ne vous entend pas de l’autre côté.',
    microphoneKept: 'Impossible d’ouvrir le micro choisi. Le précédent reste utilisé.',
    microphoneSilenced: 'Votre système a coupé votre micro.',
    microphoneFailed: 'Impossible d’ouvrir votre micro : on ne vous entend pas de l’autre côté.',
    screenFailed:
      'Impossible de partager votre écran. Autorisez-le dans les réglages de votre système, puis réessayez.',
  },
} satisfies typeof english
