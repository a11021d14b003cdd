/** Finds out by pings which sockets are still connected. */
import type { WebSocket } from 'ws'
import { IDLE_PING_MS, LEG_PING_MS } from '../../protocol/signals.ts'
import { PealSocket } from './peal-socket.ts'
import type { PingTimes } from './signaling-deps.ts'

/** Unanswered pings after which a socket is terminated when the next ping is due. */
const MAX_UNANSWERED = 2

export const PING_TIMES: PingTimes = { legMs: LEG_PING_MS, idleMs: IDLE_PING_MS, checkMs: 1_000 }

/** Pings the sockets whose ping is due. `now` is in ms, of a monotonic clock. */
export function pingDue(sockets: Iterable<PealSocket>, times: PingTimes, now: number): void {
  for (const socket of sockets) {
    const every = socket.legId === null ? times.idleMs : times.legMs
    if (now - socket.pingedAt < every) continue
    if (socket.unanswered >= MAX_UNANSWERED) {
      socket.end()
      continue
    }
    socket.unanswered += 1
    socket.pingedAt = now
    if (socket.readyState === socket.OPEN) socket.ping()
  }
}

/** The socket has answered a ping. */
export function onPong(this: WebSocket): void {
  if (this instanceof PealSocket) this.unanswered = 0
}
