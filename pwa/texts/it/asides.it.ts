import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'Qui non c’è nulla',
    text: 'Forse l’indirizzo è scritto male, o ciò a cui portava non c’è più.',
    go: 'Vai ai contatti',
  },
  unsupported: {
    title: 'Questo browser non può chiamare',
    lacks: (what) => `Gli manca: ${what.join(', ')}.`,
    text: 'Peal chiama con Chromium, Chrome o Edge 125 e successivi, Firefox 128 e successivi, e Safari 18 e successivi, via https o su questo stesso computer.',
    features: {
      'secure-context': 'un indirizzo sicuro (https, o questo stesso computer)',
      webrtc: 'WebRTC',
      media: 'l’accesso a microfono e fotocamera',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'È stato creato un link di accesso per Lei',
    text: (by, when) =>
      `Lo ha creato ${by ?? 'qualcuno alla riga di comando'}, ${when}. Chi lo apre accede al Suo posto. Se non se lo aspettava, lo revochi nella pagina Amministrazione e controlli i Suoi dispositivi.`,
    open: 'Vai all’amministrazione',
    dismiss: 'Lo so già',
  },
  invite: {
    title: 'Invita qualcuno',
    text: 'Mandi questo link a una sola persona. Vale una volta, per sette giorni.',
    making: 'Creazione di un link…',
    link: 'Link',
    copy: 'Copia il link',
    copied: 'Il link è copiato.',
    notCopied: 'Il browser non ha permesso a Peal di copiare. Selezioni il link e lo copi.',
    another: 'Crea un altro link',
  },
} satisfies typeof english
