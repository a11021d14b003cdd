import type { HistoryRow } from '../../../protocol/api.ts'
import type { Reason } from '../../../protocol/reasons.ts'

/** How a call ended, in a row of the calls page, for its caller. */
const PLACED: Record<Reason, string> = {
  completed: 'You called',
  declined: 'Declined',
  cancelled: 'You hung up',
  timeout: 'No answer',
  busy: 'In another call',
  unreachable: 'Could not be reached',
  'do-not-disturb': 'Did not want to be disturbed',
  failed: 'The connection was lost',
  interrupted: 'Could not go on',
  'handed-over': 'You called',
}

/** The same for the one who was called. */
const TAKEN: Record<Reason, string> = {
  completed: 'Called you',
  declined: 'You declined',
  cancelled: 'Hung up',
  timeout: 'No answer',
  busy: 'You were in another call',
  unreachable: 'You could not be reached',
  'do-not-disturb': 'Do not disturb was on',
  failed: 'The connection was lost',
  interrupted: 'Could not go on',
  'handed-over': 'Called you',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'Calls',
  missed: 'Missed',
  recent: 'Recent',
  allCalls: 'All calls',
  markSeen: 'Mark all as seen',
  noneText: 'Calls you place and get are listed here.',
  loadFailed: 'Calls could not be loaded',
  howOften: (count: number) => (count === 2 ? 'Twice' : `${count} times`),
  lastAt: (time: string) => `last at ${time}`,
  missedLine: (count: number) => (count === 1 ? '1 missed call' : `${count} missed calls`),
  missedFrom: ([first = '', ...others]: readonly string[], time: string) => {
    const more = others.length > 1 ? `${others.length} others` : others[0]
    return `from ${more === undefined ? first : `${first} and ${more}`}, last at ${time}`
  },
  outcome: (row: Pick<HistoryRow, 'role' | 'reason' | 'missed'>): string => {
    if (row.role === 'caller') return PLACED[row.reason]
    return row.missed ? `Missed, ${lower(TAKEN[row.reason])}` : TAKEN[row.reason]
  },
  missedReason: (reason: Reason) => TAKEN[reason],
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
