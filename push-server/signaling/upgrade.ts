/** Turns a request for `/signal` into a socket, once cookie and Origin are found to be right. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { MAX_MESSAGE_BYTES } from '../../protocol/signals.ts'
import { bareRefusal } from '../http/bare-refusals.ts'
import { isOwnOrigin } from '../http/own-origin.ts'
import { securityHeaders } from '../http/security-headers.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../people/identity.ts'
import { PealSocket } from './peal-socket.ts'

const SIGNAL_PATH = '/signal'

/** Frames, or pieces off the network, that one message may come in: each costs more than its bytes. */
const MAX_PARTS = 1_024

/** Who comes in, and whom it is told to. */
export interface UpgradeDeps {
  readonly origin: string
  readonly log: Log
  readonly identify: (cookieHeader: string | undefined) => Promise<Identity | null>
  readonly onSocket: (socket: PealSocket, identity: Identity) => void
}

/**
 * Takes the server's upgrades. A connection that breaks at any point of it is let go of quietly.
 * @returns a function that ends the taking
 */
export function takeUpgrades(server: Server, deps: UpgradeDeps): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: PealSocket,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MAX_PARTS,
    maxBufferedChunks: MAX_PARTS,
    // Messages are small and many sockets idle: a compressor each would be their largest part.
    perMessageDeflate: false,
    clientTracking: false,
  })
  const headers = securityHeaders(deps.origin)
  // A handshake that is none: ws would answer with a page of its own.
  sockets.on('wsClientError', (_, socket) => refuse(socket, 400, headers))
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without it a reset while the session is looked up would end the process.
    socket.on('error', destroy)
    admit(request, deps)
      .then((answer) => {
        if (socket.destroyed) return
        if (typeof answer === 'number') return refuse(socket, answer, headers)
        socket.off('error', destroy)
        sockets.handleUpgrade(request, socket, head, (accepted) => deps.onSocket(accepted, answer))
      })
      .catch((error: unknown) => {
        deps.log.error({ error }, 'an upgrade failed')
        socket.destroy()
      })
  }
  server.on('upgrade', onUpgrade)
  return () => void server.off('upgrade', onUpgrade)
}

function destroy(this: Duplex): void {
  this.destroy()
}

/** Who it is, or the HTTP status that refuses it. */
async function admit(
  request: IncomingMessage,
  { origin, identify }: UpgradeDeps,
): Promise<Identity | number> {
  const path = request.url?.split('?', 1)[0]
  if (path !== SIGNAL_PATH) return 404
  // A browser lets any site open a socket here, with our cookie: only Origin tells (RFC 6455, 10.2).
  if (!isOwnOrigin(request.headers.origin, origin)) return 403
  return (await identify(request.headers.cookie)) ?? 401
}

function refuse(socket: Duplex, status: number, headers: Readonly<Record<string, string>>): void {
  socket.end(bareRefusal(status, headers), () => socket.destroy())
}
