import type { common as english } from '../en/common.en.ts'
import { plural } from '../plural.ts'

/** What stands on every page: navigation, presence, failures. */
export const common = {
  app: 'Peal',
  title: (page, unseen) => (unseen > 0 ? `(${unseen}) ${page} · Peal` : `${page} · Peal`),
  skip: 'Zum Inhalt springen',
  nav: {
    main: 'Hauptmenü',
    contacts: 'Kontakte',
    calls: 'Anrufe',
    missed: 'Verpasst',
    settings: 'Einstellungen',
    admin: 'Verwaltung',
    unseen: (count) => `${count} nicht gesehen`,
    me: (name) => `${name}, Ihr Profil`,
  },
  rings: {
    here: 'Klingelt hier',
    notHere: 'Klingelt hier nicht',
    doNotDisturb: 'Nicht stören',
    offline: 'Offline',
  },
  presence: {
    available: 'Verfügbar',
    'in-a-call': 'Im Gespräch',
    'do-not-disturb': 'Nicht stören',
    'can-be-rung': 'Erreichbar',
    away: 'Abwesend',
  },
  loading: 'Wird geladen …',
  tryAgain: 'Erneut versuchen',
  notKept:
    'Dieser Browser merkt sich nichts für Peal: Sein Speicher ist voll oder gesperrt. Was Sie hier wählen, gilt nur, bis die Seite geschlossen wird.',
  close: 'Schließen',
  save: 'Speichern',
  cancel: 'Abbrechen',
  back: (page) => `Zurück zu „${page}“`,
  returning: {
    stillIn: (name) => `Ihr Gespräch mit ${name} besteht noch einige Sekunden.`,
    action: 'Zurück ins Gespräch',
  },
  unreachable: {
    title: 'Peal erreicht seinen Server nicht.',
    text: 'Peal versucht es von selbst weiter.',
  },
  failures: {
    offline:
      'Peal erreicht seinen Server nicht. Versuchen Sie es erneut, wenn das Netz wieder da ist.',
    server: 'Beim Server ist ein Fehler aufgetreten. Versuchen Sie es gleich noch einmal.',
    busy: 'Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.',
    full: 'Der Speicher des Servers ist voll oder schreibgeschützt. Sagen Sie Bescheid, wo er betrieben wird.',
    'signed-out': 'Sie sind abgemeldet. Melden Sie sich wieder an.',
    forbidden: 'Das dürfen Sie hier nicht.',
    'not-found': 'Das gibt es nicht mehr.',
    'wrong-password': 'Das Passwort stimmt nicht.',
    'too-many-tries': 'Zu viele Versuche.',
    'link-used': 'Dieser Link wurde schon benutzt oder ist abgelaufen.',
    'handle-taken': 'Dieses Kürzel ist vergeben. Wählen Sie ein anderes.',
    'handle-removed': 'Dieses Kürzel gehörte jemandem, der entfernt wurde. Wählen Sie ein anderes.',
    'no-upgrade':
      'Der Proxy dieses Servers leitet WebSockets nicht weiter. Sagen Sie Bescheid, wo der Server betrieben wird.',
    'last-admin': 'Jemand muss die Verwaltung behalten.',
    'too-large': 'Das ist zu groß.',
    'not-a-photo':
      'Dieses Bild kann Peal nicht zeigen. Wählen Sie eine Datei im Format JPEG, PNG oder WebP.',
    'wrong-origin': 'Peal wurde unter einer fremden Adresse geöffnet.',
    'desktop-only': 'Zum Anrufen öffnen Sie Peal auf einem Computer.',
    self: 'Das sind Sie selbst.',
    'unknown-member': 'Hier gibt es niemanden mit diesem Namen.',
    'in-a-call': 'Sie sind in einem anderen Gespräch.',
    'being-called': 'Sie werden gerade angerufen.',
    'connector-off': 'Dieser Anrufweg ist ausgeschaltet.',
    'rate-limited': 'Sie haben mehrmals angerufen. Versuchen Sie es später erneut.',
    'answered-elsewhere': 'Auf einem anderen Gerät angenommen',
    'not-a-party': 'Dieser Anruf ist zwischen anderen.',
    'unknown-call': 'Diesen Anruf gibt es nicht mehr.',
    invalid: 'Ein Feld ist nicht richtig ausgefüllt.',
    'no-account': 'Für diesen Anrufweg ist keine Adresse angegeben.',
  },
  againIn: (minutes) =>
    plural('de', Math.max(1, minutes), {
      one: 'Versuchen Sie es in einer Minute erneut.',
      other: `Versuchen Sie es in ${minutes} Minuten erneut.`,
    }),
} satisfies typeof english
