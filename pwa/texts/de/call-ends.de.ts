import type { Reason } from '../../../protocol/reasons.ts'
import type { callEnds as english, EndedWords } from '../en/call-ends.en.ts'
import { plural } from '../plural.ts'

const youHungUp = 'Sie haben aufgelegt.'
const roomOpens = 'Der Besprechungsraum wird geöffnet …'
const missedFrom = (name: string) => `Verpasster Anruf von ${name}`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `Anruf beendet · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `${name} hat abgelehnt.` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? missedFrom(name) : `${name} hat aufgelegt.`
  },
  timeout: ({ name, role }) =>
    role === 'caller' ? `${name} hat nicht geantwortet.` : missedFrom(name),
  busy: ({ name, role }) =>
    role === 'caller' ? `${name} ist in einem anderen Gespräch.` : missedFrom(name),
  unreachable: ({ name, role }) =>
    role === 'caller'
      ? `${name} ist gerade nicht zu erreichen, sieht aber, dass Sie angerufen haben.`
      : missedFrom(name),
  'do-not-disturb': ({ name, role }) =>
    role === 'caller'
      ? `${name} möchte nicht gestört werden, sieht aber, dass Sie angerufen haben.`
      : missedFrom(name),
  failed: ({ duration }) =>
    duration === null ? 'Die Verbindung kam nicht zustande.' : 'Die Verbindung ist abgebrochen.',
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'Peal darf Mikrofon und Kamera nicht benutzen.'
    return role === 'caller'
      ? `${name} konnte den Anruf nicht annehmen.`
      : `${name} konnte nicht weitermachen.`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => 'Zum Anrufen öffnen Sie Peal auf einem Computer.',
    self: () => 'Das sind Sie selbst.',
    'unknown-member': () => 'Hier gibt es niemanden mit diesem Namen.',
    'in-a-call': () => 'Sie sind in einem anderen Gespräch.',
    'being-called': () => 'Sie werden gerade angerufen.',
    'connector-off': () => 'Dieser Anrufweg ist ausgeschaltet.',
    'rate-limited': (minutes) =>
      `Sie haben mehrmals angerufen. Versuchen Sie es ${plural('de', minutes, {
        one: 'in einer Minute',
        other: `in ${minutes} Minuten`,
      })} erneut.`,
    'answered-elsewhere': () => 'Auf einem anderen Gerät angenommen',
    'not-a-party': () => 'Dieser Anruf ist zwischen anderen.',
    'unknown-call': () => 'Diesen Anruf gibt es nicht mehr.',
    invalid: () => 'Diese Adresse führt zu keinem Anruf.',
    'no-account': () => 'Für diesen Anrufweg fehlt eine Adresse.',
    full: () => 'Der Speicher des Servers ist voll.',
    server: () => 'Beim Server ist ein Fehler aufgetreten.',
  },
  roomOpens,
  superseded: 'Dieser Anruf ist in einem anderen Fenster geöffnet.',
  answeredElsewhere: 'Auf einem anderen Gerät angenommen',
  signedOut: 'Sie sind abgemeldet.',
  notPlaced: 'Es wurde nicht angerufen: Mikrofon und Kamera sind blockiert.',
  notPlacedBySystem: 'Es wurde nicht angerufen: Ihr System blockiert Mikrofon und Kamera.',
  blockedBySystem: 'Ihr System erlaubt diesem Browser weder Mikrofon noch Kamera.',
  unsupported: 'Mit diesem Browser kann man nicht anrufen.',
} satisfies typeof english
