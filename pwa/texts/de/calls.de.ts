import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'
import { plural } from '../plural.ts'

/** How a call ended, in a row of the calls page, for its caller. */
const PLACED: Record<Reason, string> = {
  completed: 'Von Ihnen angerufen',
  declined: 'Abgelehnt',
  cancelled: 'Sie haben aufgelegt',
  timeout: 'Keine Antwort',
  busy: 'In einem anderen Gespräch',
  unreachable: 'Nicht zu erreichen',
  'do-not-disturb': 'Wollte nicht gestört werden',
  failed: 'Verbindung abgebrochen',
  interrupted: 'Konnte nicht weitergehen',
  'handed-over': 'Von Ihnen angerufen',
}

/** The same for the one who was called. */
const TAKEN: Record<Reason, string> = {
  completed: 'Hat Sie angerufen',
  declined: 'Von Ihnen abgelehnt',
  cancelled: 'Hat aufgelegt',
  timeout: 'Keine Antwort',
  busy: 'Sie waren in einem anderen Gespräch',
  unreachable: 'Sie waren nicht zu erreichen',
  'do-not-disturb': '„Nicht stören“ war an',
  failed: 'Verbindung abgebrochen',
  interrupted: 'Konnte nicht weitergehen',
  'handed-over': 'Hat Sie angerufen',
}

/** The same of a call that was missed. */
const MISSED: Record<Reason, string> = {
  ...TAKEN,
  cancelled: 'Verpasst, hat aufgelegt',
  timeout: 'Verpasst, keine Antwort',
  busy: 'Verpasst, Sie waren in einem anderen Gespräch',
  unreachable: 'Verpasst, Sie waren nicht zu erreichen',
  'do-not-disturb': 'Verpasst, „Nicht stören“ war an',
  failed: 'Verpasst, Verbindung abgebrochen',
  interrupted: 'Verpasst, konnte nicht weitergehen',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'Anrufe',
  missed: 'Verpasst',
  recent: 'Zuletzt',
  allCalls: 'Alle Anrufe',
  markSeen: 'Alle als gesehen markieren',
  noneText: 'Hier stehen die Anrufe, die Sie machen und bekommen.',
  loadFailed: 'Die Anrufe konnten nicht geladen werden',
  howOften: (count) => (count === 2 ? 'Zweimal' : `${count}-mal`),
  lastAt: (time) => `zuletzt: ${time}`,
  missedLine: (count) =>
    plural('de', count, { one: '1 verpasster Anruf', other: `${count} verpasste Anrufe` }),
  missedFrom: ([first = '', second, ...more], time) => {
    if (second === undefined) return `von ${first}, zuletzt: ${time}`
    if (more.length === 0) return `von ${first} und ${second}, zuletzt: ${time}`
    return `von ${first} und ${more.length + 1} anderen, zuletzt: ${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? MISSED[reason] : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
