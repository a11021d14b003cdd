import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: 'Anruf · Peal',
  stage: {
    browserAsks: 'Ihr Browser fragt hier nach. Klicken Sie auf „Zulassen“.',
    calling: (name) => `Anruf bei ${name} …`,
    ringing: 'Es klingelt …',
    connecting: 'Verbindung wird hergestellt …',
    connected: 'Verbunden',
    reconnecting: 'Verbindung wird wiederhergestellt …',
    looking: 'Ein Gerät, das klingeln kann, wird gesucht',
    calls: (name) => `${name} ruft an.`,
    opening: 'Der Anruf wird geöffnet …',
    offline: 'Ohne Netz sind keine Anrufe möglich.',
    away: 'Peal erreicht seinen Server nicht.',
  },
  controls: {
    mute: 'Mikrofon stummschalten',
    unmute: 'Mikrofon einschalten',
    muteWord: 'Stumm',
    unmuteWord: 'Ton ein',
    hangUp: 'Auflegen',
    cameraOff: 'Kamera ausschalten',
    cameraOn: 'Kamera einschalten',
    cameraOffWord: 'Kamera aus',
    cameraOnWord: 'Kamera ein',
    more: 'Mehr',
    hear: 'Klicken zum Hören',
    name: 'Anrufsteuerung',
  },
  video: {
    own: 'Ihr Bild',
    other: (name) => `Bild von ${name}`,
  },
  notKept:
    'Dieser Browser merkt sich nichts für Peal: Was Sie hier wählen, gilt nur für dieses Fenster.',
} satisfies typeof english
