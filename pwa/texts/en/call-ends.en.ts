import type { NotPlaced, Reason, Side } from '../../../protocol/reasons.ts'

/** How an ended call reads, for one of its sides. */
export interface EndedWords {
  readonly name: string
  readonly role: Side
  readonly endedBy: Side | 'server'
  readonly missed: boolean
  /** m:ss or h:mm:ss; null: it never connected. */
  readonly duration: string | null
}

const youHungUp = 'You hung up.'
const roomOpens = 'The meeting room opens…'
const blocked = 'Peal may not use your microphone and camera.'

/** A call that the callee misses; `why` is what the caller reads behind the callee's name. */
const unanswered = ({ name, role }: EndedWords, why: string) =>
  role === 'caller' ? `${name} ${why}` : `Missed call from ${name}`

/** What the window says at the end, by the reason. */
const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `Call ended · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `${name} declined the call.` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `Missed call from ${name}` : `${name} hung up.`
  },
  timeout: (of) => unanswered(of, 'did not answer.'),
  busy: (of) => unanswered(of, 'is in another call.'),
  unreachable: (of) => unanswered(of, 'cannot be reached now, and will see that you called.'),
  'do-not-disturb': (of) =>
    unanswered(of, 'does not want to be disturbed, and will see that you called.'),
  failed: ({ duration }) =>
    duration === null ? 'The connection could not be made.' : 'The connection was lost.',
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return blocked
    return role === 'caller' ? `${name} could not take the call.` : `${name} could not go on.`
  },
  'handed-over': () => roomOpens,
}

/** What the window says when there was no call. */
const refused: Record<NotPlaced | 'server', (minutes: number) => string> = {
  'desktop-only': () => 'To call, open Peal on a desktop.',
  self: () => 'This is you.',
  'unknown-member': () => 'There is nobody of that name here.',
  'in-a-call': () => 'You are in another call.',
  'being-called': () => 'You are being called.',
  'connector-off': () => 'This way to call is switched off.',
  'rate-limited': (minutes) =>
    `You called several times. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  'answered-elsewhere': () => 'Answered on another device',
  'not-a-party': () => 'This call is between others.',
  'unknown-call': () => 'This call is not there any more.',
  invalid: () => 'This address leads to no call.',
  'no-account': () => 'An address is missing for this way to call.',
  full: () => 'The server’s disk is full.',
  server: () => 'The server met a fault.',
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused,
  roomOpens,
  superseded: 'This call is open in another window.',
  answeredElsewhere: 'Answered on another device',
  signedOut: 'You are signed out.',
  notPlaced: 'The call was not placed: microphone and camera are blocked.',
  notPlacedBySystem: 'The call was not placed: your system blocks microphone and camera.',
  blockedBySystem: 'Your system does not let this browser use microphone and camera.',
  unsupported: 'This browser cannot place calls.',
}
