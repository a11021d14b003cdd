/** The codes with which the server closes a page's WebSocket, and what they mean. */

/** RFC 6455, section 7.4.2: codes from 4000 are private. */
export const CLOSE = {
  drain: 1001,
  policy: 1008,
  error: 1011,
  revoked: 4001,
  superseded: 4002,
  expired: 4003,
} as const

/** Why a socket is closed with each code. */
export const CLOSE_MEANING: Readonly<Record<keyof typeof CLOSE, string>> = {
  drain:
    'The server stops, or the device has too many sockets. Come back after the time in the `bye`.',
  policy: 'A message was not JSON or not one of the protocol, or there were too many.',
  error: 'A message could not be handled. Connect and ask again: every request can be repeated.',
  revoked: 'The device was signed out.',
  superseded: 'Another socket has the leg now.',
  expired: 'The session has expired.',
}
