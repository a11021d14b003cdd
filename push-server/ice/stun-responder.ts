/**
 * The embedded STUN responder: a UDP socket that tells clients their public address, so that two browsers
 * behind home routers can connect without another STUN server.
 */
import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { codeOrText, errorCode } from '../error-code.ts'
import { isLoopback, plainAddress } from '../http/client-address.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { answerBinding } from './binding-answer.ts'
import { SourceLimit } from './source-limit.ts'

/** All addresses of the machine, IPv6 and IPv4. */
const EVERYWHERE = '::'
const EVERYWHERE_IPV4 = '0.0.0.0'

/**
 * The address that the responder listens on. An HTTP server on a loopback address usually has a proxy in
 * front of it, which does not forward UDP. Then, and where the server listens on all addresses, the
 * responder does so, too. If the origin is this machine, it stays on loopback. Other addresses are kept.
 */
export function stunHost(host: string, origin: string): string {
  if (isLoopback(host)) return isLoopback(new URL(origin).hostname) ? host : EVERYWHERE
  return host === EVERYWHERE_IPV4 ? EVERYWHERE : host
}

async function bind(address: string, port: number): Promise<Socket> {
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4')
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind(port, address, resolve)
    })
    socket.removeAllListeners('error')
    return socket
  } catch (error) {
    socket.close()
    throw error
  }
}

async function bindHost(host: string, port: number): Promise<Socket> {
  const { address } = await lookup(host)
  try {
    return await bind(address, port)
  } catch (error) {
    const code = errorCode(error)
    // The kernel has no IPv6.
    const isWithoutV6 = code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL'
    if (host === EVERYWHERE && isWithoutV6) return bind(EVERYWHERE_IPV4, port)
    throw error
  }
}

/**
 * Opens the responder on `host`; `::` means IPv6 and IPv4. `port`: UDP; 0: any free one. `now`: milliseconds of
 * a monotonic clock.
 * @throws the system's error, such as EADDRINUSE
 */
export async function openStunResponder(
  { host, port, now = () => performance.now() }: { host: string; port: number; now?: () => number },
  log: Log,
) {
  const socket = await bindHost(host, port)
  answerDatagrams(socket, now)
  socket.on('error', (error: NodeJS.ErrnoException) =>
    // The code only: the message would contain an address.
    log.warn({ code: error.code }, 'the STUN responder had an error'),
  )
  return {
    port: socket.address().port,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}

/** Answers the datagrams of a bound socket. Their content and their source address are untrusted. */
export function answerDatagrams(socket: Socket, now: () => number): void {
  const limit = new SourceLimit()
  socket.on('message', (datagram, from) => {
    // Node throws when it sends to port 0.
    if (from.port === 0) return
    const address = plainAddress(from.address).replace(/%.*$/, '')
    // Datagrams without an answer do not count towards the limit of the address.
    const answer = answerBinding(datagram, { address, port: from.port })
    if (answer === null || !limit.allows(address, now())) return
    // Errors are ignored: clients repeat a request that got no answer.
    socket.send(answer, from.port, from.address, () => undefined)
  })
}

/**
 * Starts the responder that the settings ask for; null: it is off. `isOptional`: where its port is
 * taken the server goes on without it.
 * @throws StartProblem
 */
export async function startStun(
  { host, stunPort: port }: Settings,
  origin: string,
  isOptional: boolean,
  log: Log,
) {
  if (port === 0) return null
  const at = stunHost(host, origin)
  try {
    return await openStunResponder({ host: at, port }, log)
  } catch (error) {
    const isTaken = errorCode(error) === 'EADDRINUSE'
    if (isTaken && isOptional) {
      log.info({ port }, 'started without STUN: its port is in use by another program')
      return null
    }
    const is = isTaken ? 'is in use by another program' : `cannot be used (${codeOrText(error)})`
    throw new StartProblem(
      `PEAL_STUN_PORT: UDP ${port} on ${at} ${is}; it must be a free port, or 0 for no STUN responder.`,
    )
  }
}
