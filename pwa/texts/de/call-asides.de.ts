import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera
    ? `Ton und Bild gehen verschlüsselt direkt an ${name}.`
    : `Ihr Ton geht verschlüsselt direkt an ${name}.`
const needed = (camera: boolean): string => (camera ? 'Mikrofon und Kamera' : 'Ihr Mikrofon')

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(' '),
  again: 'Erneut anrufen',
  close: 'Schließen',
  tryAgain: 'Erneut versuchen',
  lacks: {
    camera: 'Kamera aus',
    microphone: 'Mikrofon aus',
  },
  more: {
    rang: (name) => `${name} sieht, dass Sie angerufen haben.`,
    notRung: (name, browser) =>
      `Bei ${name} hat es nicht geklingelt. So erlauben Sie beides in ${browser}:`,
    allowIn: (browser) => `So erlauben Sie beides in ${browser}:`,
    notRungSystem: (name) =>
      `Bei ${name} hat es nicht geklingelt. So erlauben Sie beides in Ihrem System:`,
    allowInSystem: 'So erlauben Sie beides in Ihrem System:',
  },
  permission: {
    titleCall: (name, camera) => `Für den Anruf bei ${name} braucht Peal ${needed(camera)}`,
    titleAnswer: (name, camera) => `Für das Gespräch mit ${name} braucht Peal ${needed(camera)}`,
    text: (name, camera) =>
      `${goesStraight(name, camera)} Es klingelt erst, wenn Sie es erlaubt haben.`,
    textAnswer: goesStraight,
    microphone: 'Mikrofon',
    camera: 'Kamera',
    cancel: 'Anruf abbrechen',
    thisBrowser: 'diesem Browser',
    steps: {
      chromium: [
        'Klicken Sie auf dieses Symbol links neben der Adresse',
        'Schalten Sie Mikrofon und Kamera ein',
        'Kehren Sie hierher zurück und versuchen Sie es erneut',
      ],
      firefox: [
        'Klicken Sie auf das durchgestrichene Symbol links neben der Adresse',
        'Entfernen Sie „Blockiert“ bei Mikrofon und Kamera',
        'Kehren Sie hierher zurück, versuchen Sie es erneut und klicken Sie auf „Erlauben“',
      ],
      safari: [
        'Öffnen Sie im Menü „Safari“ die Einstellungen für diese Website',
        'Stellen Sie Kamera und Mikrofon auf „Erlauben“',
        'Kehren Sie hierher zurück und versuchen Sie es erneut',
      ],
      other: [
        'Öffnen Sie bei der Adresse die Einstellungen dieser Website',
        'Erlauben Sie Mikrofon und Kamera',
        'Kehren Sie hierher zurück und versuchen Sie es erneut',
      ],
    },
    systemSteps: {
      mac: [
        'Öffnen Sie in den Systemeinstellungen „Datenschutz & Sicherheit“',
        'Schalten Sie diesen Browser unter „Mikrofon“ und unter „Kamera“ ein',
        'Kehren Sie hierher zurück und versuchen Sie es erneut; vielleicht müssen Sie den Browser neu starten',
      ],
      windows: [
        'Öffnen Sie in den Einstellungen „Datenschutz und Sicherheit“',
        'Lassen Sie unter „Mikrofon“ und unter „Kamera“ Desktop-Apps zu',
        'Kehren Sie hierher zurück und versuchen Sie es erneut',
      ],
      other: [
        'Öffnen Sie die Datenschutzeinstellungen Ihres Systems',
        'Erlauben Sie diesem Browser Mikrofon und Kamera',
        'Kehren Sie hierher zurück und versuchen Sie es erneut',
      ],
    },
  },
  question: {
    title: (name) => `${name} anrufen?`,
    text: 'Ein Link oder eine andere Seite möchte diesen Anruf. Es klingelt erst, wenn Sie hier klicken.',
    call: (name) => `${name} anrufen`,
  },
  ownPicture: {
    move: 'Ihr Bild: Mit den Pfeiltasten kommt es in eine andere Ecke',
    corners: {
      'top-left': 'Ihr Bild ist oben links.',
      'top-right': 'Ihr Bild ist oben rechts.',
      'bottom-left': 'Ihr Bild ist unten links.',
      'bottom-right': 'Ihr Bild ist unten rechts.',
    },
  },
  devices: {
    title: 'Geräte',
    camera: 'Kamera',
    microphone: 'Mikrofon',
    speaker: 'Lautsprecher',
    standard: 'Vom System gewählt',
    none: 'Keine Geräte gefunden',
    unlisted: 'Dieser Browser verrät nicht, welche es gibt.',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: 'Dieser Browser benutzt den Lautsprecher, den das System wählt.',
  },
  quality: {
    words: ['Nichts kommt an', 'Schlecht', 'Mäßig', 'Gut', 'Sehr gut'],
    bars: (quality) => `Verbindung: ${quality}, verschlüsselt`,
  },
  menu: {
    shareScreen: 'Bildschirm teilen',
    stopSharing: 'Nicht mehr teilen',
    devices: 'Geräte',
    fullScreen: 'Vollbild',
    pictureInPicture: 'Bild im Bild',
    details: 'Verbindungsdetails',
    refused: (mode) => `„${mode}“ geht nicht: Dieser Browser lässt es nicht zu.`,
  },
  details: {
    title: 'Verbindungsdetails',
    waiting: 'Über die Verbindung ist noch nichts bekannt.',
    found: { here: 'Adressen auf dieser Seite', there: 'Adressen auf der anderen Seite' },
    addresses: {
      host: (count) => `${count} lokal`,
      srflx: (count) => `${count} öffentlich`,
      prflx: (count) => `${count} beim Verbinden gefunden`,
      relay: (count) => `${count} über Relay`,
    },
    list: (addresses) => addresses.join(', '),
    noAddress: 'Keine',
    quality: 'Qualität',
    measures: 'Deshalb',
    measure: {
      'picture-small': 'Ihr Bild wird klein gesendet, damit Ihr Ton ankommt.',
      'picture-paused': 'Ihr Bild pausiert, damit Ihr Ton ankommt.',
      'sound-thin': 'Ihr Ton wird in weniger und sparsameren Paketen gesendet.',
      'sound-repeated': (times) =>
        times === 1
          ? 'Jedes Tonpaket wiederholt das vorige, da einige verloren gehen.'
          : `Jedes Tonpaket wiederholt die ${times} davor, da viele verloren gehen.`,
    },
    encryption: 'Verschlüsselung',
    path: 'Weg',
    direct: 'Direkt zum anderen Browser',
    relayed: 'Über ein Relay',
    transport: 'Transport',
    roundTrip: 'Hin und zurück',
    loss: 'Paketverlust',
    receiving: 'Empfang',
    sending: 'Gesendet',
    pictureIn: 'Empfangenes Bild',
    pictureOut: 'Gesendetes Bild',
    codecs: 'Codecs',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)} %`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null
        ? `${width} × ${height}`
        : `${width} × ${height}, ${Math.round(fps)} pro Sekunde`,
  },
  notes: {
    weak: {
      yours: () => 'Ihre Verbindung ist schwach',
      theirs: (name) => `Schwache Verbindung bei ${name}`,
      both: () => 'Die Verbindung ist schwach',
    },
    paused: 'Bild pausiert: schwache Verbindung',
    sharing: (name) => `${name} teilt einen Bildschirm`,
    youShare: 'Sie teilen Ihren Bildschirm',
    cameraRefused: 'Ihre Kamera ist blockiert',
    cameraAbsent: 'Keine Kamera gefunden',
    cameraBusy: 'Ein anderes Programm benutzt Ihre Kamera',
    cameraFailed: 'Ihre Kamera ließ sich nicht öffnen',
    cameraSystem: 'Die Datenschutzeinstellungen Ihres Systems blockieren Ihre Kamera',
    cameraHung: 'Ihre Kamera antwortet nicht',
    cameraSilenced: 'Ihr System hat Ihre Kamera ausgeschaltet.',
    soundOnly: (cause) => `${cause}: Der Anruf hat nur Ton.`,
    unseen: (cause) => `${cause}: Die andere Seite sieht Sie nicht.`,
    microphoneAbsent: 'Kein Mikrofon gefunden: Die andere Seite hört Sie nicht.',
    microphoneBusy: 'Ein anderes Programm benutzt Ihr Mikrofon: Die andere Seite hört Sie nicht.',
    microphoneSystem:
      'Die Datenschutzeinstellungen Ihres Systems blockieren Ihr Mikrofon: Die andere Seite hört Sie nicht.',
    microphoneHung: 'Ihr Mikrofon antwortet nicht: Die andere Seite hört Sie nicht.',
    microphoneKept:
      'Das gewählte Mikrofon ließ sich nicht öffnen. Das bisherige wird weiter benutzt.',
    microphoneSilenced: 'Ihr System hat Ihr Mikrofon stummgeschaltet.',
    microphoneFailed: 'Ihr Mikrofon ließ sich nicht öffnen: Die andere Seite hört Sie nicht.',
    screenFailed:
      'Ihr Bildschirm ließ sich nicht teilen. Erlauben Sie es in den Einstellungen Ihres Systems und versuchen Sie es erneut.',
  },
} satisfies typeof english
