import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: 'Chiamata · Peal',
  stage: {
    browserAsks: 'Il browser Le chiede qui il permesso. Prema «Consenti».',
    calling: (name) => `Chiamata a ${name}…`,
    ringing: 'Sta squillando…',
    connecting: 'Connessione…',
    connected: 'Connesso',
    reconnecting: 'Riconnessione…',
    looking: 'Ricerca di un dispositivo che possa squillare',
    calls: (name) => `${name} La sta chiamando.`,
    opening: 'Apertura della chiamata…',
    offline: 'Offline non si può chiamare.',
    away: 'Peal non raggiunge il suo server.',
  },
  controls: {
    mute: 'Disattiva il microfono',
    unmute: 'Riattiva il microfono',
    muteWord: 'Muto',
    unmuteWord: 'Riattiva',
    hangUp: 'Riaggancia',
    cameraOff: 'Spegni la fotocamera',
    cameraOn: 'Accendi la fotocamera',
    cameraOffWord: 'Senza video',
    cameraOnWord: 'Video',
    more: 'Altro',
    hear: 'Prema per sentire',
    name: 'Comandi della chiamata',
  },
  video: {
    own: 'Il Suo video',
    other: (name) => `Video di ${name}`,
  },
  notKept:
    'Questo browser non conserva nulla di Peal: ciò che sceglie qui va perso con questa finestra.',
} satisfies typeof english
