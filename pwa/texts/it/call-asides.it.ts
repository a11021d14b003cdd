import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera
    ? `Audio e video arrivano direttamente a ${name}, cifrati.`
    : `Il Suo audio arriva direttamente a ${name}, cifrato.`
const needed = (camera: boolean): string =>
  camera ? 'del Suo microfono e della Sua fotocamera' : 'del Suo microfono'

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(' '),
  again: 'Richiama',
  close: 'Chiudi',
  tryAgain: 'Riprova',
  lacks: {
    camera: 'Fotocamera spenta',
    microphone: 'Microfono disattivato',
  },
  more: {
    rang: (name) => `${name} vedrà che Lei ha chiamato.`,
    notRung: (name, browser) =>
      `Da ${name} non è squillato nulla. Per consentire entrambi in ${browser}:`,
    allowIn: (browser) => `Per consentire entrambi in ${browser}:`,
    notRungSystem: (name) =>
      `Da ${name} non è squillato nulla. Per consentire entrambi nel Suo sistema:`,
    allowInSystem: 'Per consentire entrambi nel Suo sistema:',
  },
  permission: {
    titleCall: (name, camera) => `Per chiamare ${name}, Peal ha bisogno ${needed(camera)}`,
    titleAnswer: (name, camera) => `Per parlare con ${name}, Peal ha bisogno ${needed(camera)}`,
    text: (name, camera) =>
      `${goesStraight(name, camera)} Non squilla nulla finché Lei non lo consente.`,
    textAnswer: goesStraight,
    microphone: 'Microfono',
    camera: 'Fotocamera',
    cancel: 'Annulla la chiamata',
    thisBrowser: 'questo browser',
    steps: {
      chromium: [
        'Prema questo simbolo, a sinistra dell’indirizzo',
        'Attivi Microfono e Fotocamera',
        'Torni qui e riprovi',
      ],
      firefox: [
        'Prema il simbolo barrato, a sinistra dell’indirizzo',
        'Rimuova «Bloccato» accanto a Microfono e Fotocamera',
        'Torni qui, riprovi e prema «Consenti»',
      ],
      safari: [
        'Nel menu Safari, apra le impostazioni per questo sito web',
        'Imposti Fotocamera e Microfono su «Consenti»',
        'Torni qui e riprovi',
      ],
      other: [
        'Apra le impostazioni di questo sito, vicino all’indirizzo',
        'Consenta microfono e fotocamera',
        'Torni qui e riprovi',
      ],
    },
    systemSteps: {
      mac: [
        'Apra Impostazioni di Sistema, Privacy e sicurezza',
        'In Microfono e in Fotocamera, attivi questo browser',
        'Torni qui e riprovi; forse occorre riavviare il browser',
      ],
      windows: [
        'Apra Impostazioni, Privacy e sicurezza',
        'In Microfono e in Fotocamera, consenta l’accesso alle app desktop',
        'Torni qui e riprovi',
      ],
      other: [
        'Apra le impostazioni di privacy del Suo sistema',
        'Consenta a questo browser di usare microfono e fotocamera',
        'Torni qui e riprovi',
      ],
    },
  },
  question: {
    title: (name) => `Chiamare ${name}?`,
    text: 'Un link o un’altra pagina chiede questa chiamata. Non squilla nulla finché Lei non preme.',
    call: (name) => `Chiama ${name}`,
  },
  ownPicture: {
    move: 'La Sua immagine: i tasti freccia la spostano in un altro angolo',
    corners: {
      'top-left': 'La Sua immagine è in alto a sinistra.',
      'top-right': 'La Sua immagine è in alto a destra.',
      'bottom-left': 'La Sua immagine è in basso a sinistra.',
      'bottom-right': 'La Sua immagine è in basso a destra.',
    },
  },
  devices: {
    title: 'Dispositivi',
    camera: 'Fotocamera',
    microphone: 'Microfono',
    speaker: 'Altoparlante',
    standard: 'Scelto dal sistema',
    none: 'Nessuno trovato',
    unlisted: 'Questo browser non dice quali ci sono.',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: 'Questo browser usa l’altoparlante scelto dal sistema.',
  },
  quality: {
    words: ['non arriva nulla', 'scarsa', 'discreta', 'buona', 'ottima'],
    bars: (quality) => `Connessione: ${quality}, cifrata`,
  },
  menu: {
    shareScreen: 'Condividi schermo',
    stopSharing: 'Interrompi condivisione',
    devices: 'Dispositivi',
    fullScreen: 'Schermo intero',
    pictureInPicture: 'Picture in picture',
    details: 'Dettagli della connessione',
    refused: (mode) => `«${mode}» non è possibile: questo browser lo rifiuta.`,
  },
  details: {
    title: 'Dettagli della connessione',
    waiting: 'Della connessione non si sa ancora nulla.',
    found: { here: 'Indirizzi di questo lato', there: 'Indirizzi dell’altro lato' },
    addresses: {
      host: (count) => plural('it', count, { one: `${count} locale`, other: `${count} locali` }),
      srflx: (count) =>
        plural('it', count, { one: `${count} pubblico`, other: `${count} pubblici` }),
      prflx: (count) =>
        plural('it', count, {
          one: `${count} trovato durante la connessione`,
          other: `${count} trovati durante la connessione`,
        }),
      relay: (count) => `${count} tramite relay`,
    },
    list: (addresses) => addresses.join(', '),
    noAddress: 'Nessuno',
    quality: 'Qualità',
    measures: 'Di conseguenza',
    measure: {
      'picture-small': 'La Sua immagine è inviata in piccolo, perché arrivi l’audio.',
      'picture-paused': 'La Sua immagine è in pausa, perché arrivi l’audio.',
      'sound-thin': 'Il Suo audio è inviato in meno pacchetti e più leggeri.',
      'sound-repeated': (times) =>
        times === 1
          ? 'Ogni pacchetto del Suo audio ripete il precedente, perché alcuni vanno persi.'
          : `Ogni pacchetto del Suo audio ripete i ${times} precedenti, perché molti vanno persi.`,
    },
    encryption: 'Cifratura',
    path: 'Percorso',
    direct: 'Diretto all’altro browser',
    relayed: 'Tramite un relay',
    transport: 'Trasporto',
    roundTrip: 'Andata e ritorno',
    loss: 'Pacchetti persi',
    receiving: 'Ricezione',
    sending: 'Invio',
    pictureIn: 'Immagine ricevuta',
    pictureOut: 'Immagine inviata',
    codecs: 'Codec',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)}%`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null ? `${width} × ${height}` : `${width} × ${height}, ${Math.round(fps)} al secondo`,
  },
  notes: {
    weak: {
      yours: () => 'La Sua connessione è debole',
      theirs: (name) => `La connessione di ${name} è debole`,
      both: () => 'La connessione è debole',
    },
    paused: 'Immagine in pausa: connessione debole',
    sharing: (name) => `${name} condivide uno schermo`,
    youShare: 'Sta condividendo il Suo schermo',
    cameraRefused: 'La Sua fotocamera è bloccata',
    cameraAbsent: 'Nessuna fotocamera trovata',
    cameraBusy: 'Un altro programma usa la Sua fotocamera',
    cameraFailed: 'Non è stato possibile aprire la Sua fotocamera',
    cameraSystem: 'Le impostazioni di privacy del Suo sistema bloccano la fotocamera',
    cameraHung: 'La Sua fotocamera non risponde',
    cameraSilenced: 'Il Suo sistema ha spento la fotocamera.',
    soundOnly: (cause) => `${cause}: la chiamata è solo audio.`,
    unseen: (cause) => `${cause}: dall’altra parte non La vedono.`,
    microphoneAbsent: 'Nessun microfono trovato: dall’altra parte non La sentono.',
    microphoneBusy: 'Un altro programma usa il Suo microfono: dall’altra parte non La sentono.',
    microphoneSystem:
      'Le impostazioni di privacy del Suo sistema bloccano il microfono: dall’altra parte non La sentono.',
    microphoneHung: 'Il Suo microfono non risponde: dall’altra parte non La sentono.',
    microphoneKept:
      'Non è stato possibile aprire il microfono scelto. Si usa ancora il precedente.',
    microphoneSilenced: 'Il Suo sistema ha disattivato il microfono.',
    microphoneFailed:
      'Non è stato possibile aprire il Suo microfono: dall’altra parte non La sentono.',
    screenFailed:
      'Non è stato possibile condividere il Suo schermo. Lo consenta nelle impostazioni del sistema e riprovi.',
  },
} satisfies typeof english
