/** Upgrades requests for `/signal` to sockets if their cookie and Origin are right. */
import { ServerResponse, type IncomingMessage, type Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { MAX_MESSAGE_BYTES } from '../../protocol/signals.ts'
import { bareRefusal } from '../http/bare-refusals.ts'
import { addressOf } from '../http/client-address.ts'
import { PROBE_HEADER, type Probes } from '../http/probe.ts'
import { securityHeaders } from '../http/security-headers.ts'
import type { Identity } from '../identity.ts'
import { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

const SIGNAL_PATH = '/signal'

/** Frames or network chunks that one message may consist of: each costs more than its bytes. */
const MAX_PARTS = 1_024

/**
 * Handles the server's upgrades. Connections that break during an upgrade are not reported.
 * @returns a function that stops it
 */
export function handleUpgrades(
  server: Server,
  deps: SignalingDeps,
  onSocket: (socket: PealSocket, identity: Identity) => void,
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: PealSocket,
    maxPayload: MAX_MESSAGE_BYTES,
    maxFragments: MAX_PARTS,
    maxBufferedChunks: MAX_PARTS,
    // Messages are small and many sockets idle: compressors would use most of the memory.
    perMessageDeflate: false,
    clientTracking: false,
  })
  const headers = securityHeaders(deps.origin)
  // An invalid handshake, which ws would answer with a page of its own.
  sockets.on('wsClientError', (_, socket) => refuse(socket, 400, headers))
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      return answerWithout(server, request, socket, headers)
    }
    // Without a listener, a reset while the session is looked up would crash the process.
    socket.on('error', destroy)
    admit(request, deps)
      .then(async (answer) => {
        // The doctor is told that it is Peal who refuses.
        const proof = typeof answer === 'number' ? await proofFor(request, deps.probes) : {}
        if (socket.destroyed) return
        if (answer === 403)
          deps.attacks.note('foreign-origin', { address: addressOf(request, deps.trusted) })
        if (typeof answer === 'number') return refuse(socket, answer, { ...headers, ...proof })
        socket.off('error', destroy)
        sockets.handleUpgrade(request, socket, head, (accepted) => onSocket(accepted, answer))
      })
      .catch((error: unknown) => {
        deps.log.error({ error }, 'an upgrade failed')
        socket.destroy()
      })
  }
  server.on('upgrade', onUpgrade)
  return () => void server.off('upgrade', onUpgrade)
}

/**
 * Answers a request that offers another protocol, such as h2c, as if it had not (RFC 9110, section 7.8). Node hands
 * over the connection, so that it closes afterwards, and a body cannot be read any more.
 */
function answerWithout(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  headers: Readonly<Record<string, string>>,
): void {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  socket.on('error', destroy)
  if (!(socket instanceof Socket) || length !== '0' || encoding !== undefined) {
    return refuse(socket, 400, headers)
  }
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => {
    response.detachSocket(socket)
    socket.end()
  })
  server.emit('request', request, response)
}

function destroy(this: Duplex): void {
  this.destroy()
}

function proofFor({ headers, socket }: IncomingMessage, probes: Probes) {
  return probes({
    asked: headers[PROBE_HEADER.toLowerCase()]?.toString(),
    host: headers.host,
    forwardedFor: headers['x-forwarded-for']?.toString(),
    peer: socket.remoteAddress,
  })
}

/** The identity, or the HTTP status of the refusal. */
async function admit(
  request: IncomingMessage,
  { origin, identify }: SignalingDeps,
): Promise<Identity | number> {
  const path = request.url?.split('?', 1)[0]
  if (path !== SIGNAL_PATH) return 404
  // Any site can open a socket here, and the browser sends our cookie: check Origin (RFC 6455, 10.2).
  if (request.headers.origin !== origin) return 403
  return (await identify(request.headers.cookie)) ?? 401
}

function refuse(socket: Duplex, status: number, headers: Readonly<Record<string, string>>): void {
  socket.end(bareRefusal(status, headers), () => socket.destroy())
}
