/** What the server promises about each message on `/signal` besides its schema. */
import { NOT_PLACED, type NotPlaced } from '../../protocol/reasons.ts'
import type { ClientMessage, ReplyData, Request, ServerMessage } from '../../protocol/signals.ts'

/** The code of a refused request. */
export type ReplyCode = NotPlaced | 'server'

/** What each message of a page does. */
export const CLIENT_MESSAGES: Readonly<Record<ClientMessage['type'], string>> = {
  hello:
    'The first message of a page. With a call and a leg, it binds this socket to the leg. The answer is `welcome`.',
  page: 'Whether somebody sees and hears the page, so that it can ring in the place of a notification.',
  'presence.watch':
    'Replaces the contacts whose presence this socket is told. Their present one follows at once.',
  'call.place': 'Places a call. With an id that is known, it answers the call as it is now.',
  'call.join': 'A call window is back, with its leg or with a new one that replaces it.',
  'call.ringing': 'The page shows that the call rings.',
  'call.answer': 'Claims the callee’s leg. The first of their devices gets it.',
  'call.decline': 'Declines the call.',
  'call.hangup': 'Ends the call. Before it was placed: it will not ring.',
  'call.ready': 'The window has its microphone and camera, or goes on without.',
  'call.media': 'Whether media flows between the two windows.',
  signal:
    'A session description or ICE candidates for the other window. The server passes it on unchanged and keeps nothing.',
  'signal.ack': 'The other window has applied signals. The server passes it on unchanged.',
  'ice.get': 'Asks for STUN and TURN servers, which only a device with a leg of a live call gets.',
  ping: 'Asks for a `pong`.',
}

/** What each message of the server tells. */
export const SERVER_MESSAGES: Readonly<Record<ServerMessage['type'], string>> = {
  welcome: 'The whole state, as far as this page may see it, so that nothing has to be replayed.',
  reply: 'The one answer to a request, with its `req`.',
  call: 'The state of a call of the member. Drop it unless its `rev` is above the known one.',
  ring: 'A call rings on this device.',
  signal: 'A session description or ICE candidates from the other window, unchanged.',
  'signal.ack': 'The other window has applied signals.',
  'peer.reset': 'The other window is new: the connection is made again, with the next `gen`.',
  presence: 'Whether a watched contact can be called.',
  missed: 'The newest missed call, and how many were not seen.',
  changed: 'A hint that what a page shows may have changed: read it again.',
  bye: 'The server closes this socket now.',
  pong: 'The answer to `ping`.',
}

/** The possible replies to one type of request. */
interface RequestContract {
  /** What the data of a reply can hold. */
  readonly data: readonly (keyof ReplyData)[]
  /** Why it can be refused. */
  readonly refusals: readonly ReplyCode[]
}

/** Refusals of every request: it does not fit its schema, or nothing can be written now. */
const ALWAYS = ['invalid', 'server'] as const
/** Refusals of a request about a call that must exist. */
const OF_A_CALL = ['unknown-call', 'not-a-party', 'answered-elsewhere', ...ALWAYS] as const

export const REQUESTS: Readonly<Record<Request['type'], RequestContract>> = {
  'call.place': {
    data: ['call', 'offer', 'roomUrl'],
    refusals: [...NOT_PLACED, 'server'],
  },
  'call.join': {
    data: ['call', 'roomUrl'],
    refusals: [...OF_A_CALL, 'desktop-only', 'rate-limited'],
  },
  'call.answer': { data: ['call', 'offer', 'roomUrl'], refusals: [...OF_A_CALL, 'desktop-only'] },
  'call.decline': { data: ['call', 'roomUrl'], refusals: OF_A_CALL },
  'call.hangup': { data: ['call', 'roomUrl'], refusals: OF_A_CALL },
  'ice.get': { data: ['iceServers', 'iceTtlMs'], refusals: [...OF_A_CALL, 'rate-limited'] },
}
