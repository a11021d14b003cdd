import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'Il n’y a rien ici',
    text: 'L’adresse est peut-être mal saisie, ou ce vers quoi elle menait n’existe plus.',
    go: 'Aller aux contacts',
  },
  unsupported: {
    title: 'Ce navigateur ne peut pas passer d’appels',
    lacks: (what) => `Il lui manque : ${what.join(', ')}.`,
    text: 'Peal appelle avec Chromium, Chrome ou Edge 125 et plus récent, Firefox 128 et plus récent, et Safari 18 et plus récent, en https ou sur cet ordinateur même.',
    features: {
      'secure-context': 'une adresse sûre (https, ou cet ordinateur même)',
      webrtc: 'WebRTC',
      media: 'l’accès au micro et à la caméra',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'Un lien de connexion a été créé pour vous',
    text: (by, when) =>
      `Par ${by ?? 'quelqu’un à la ligne de commande'}, ${when}. Qui l’ouvre se connecte à votre place. Si vous ne vous y attendiez pas, révoquez-le dans la page Administration et vérifiez vos appareils.`,
    open: 'Aller à l’administration',
    dismiss: 'Je suis au courant',
  },
  invite: {
    title: 'Inviter quelqu’un',
    text: 'Envoyez ce lien à une seule personne. Il sert une fois, pendant sept jours.',
    making: 'Création d’un lien…',
    link: 'Lien',
    copy: 'Copier le lien',
    copied: 'Le lien est copié.',
    notCopied: 'Le navigateur n’a pas laissé Peal copier. Sélectionnez le lien et copiez-le.',
    another: 'Créer un autre lien',
  },
} satisfies typeof english
