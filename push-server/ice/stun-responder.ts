/**
 * The embedded STUN responder: one UDP socket that tells whoever asks which address they come from, so
 * that two browsers behind home routers find each other with nothing else installed.
 */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { errorCode } from '../error-code.ts'
import { plainAddress } from '../http/client-address.ts'
import type { Log } from '../log.ts'
import { answerBinding } from './binding-answer.ts'
import { SourceLimit } from './source-limit.ts'

/** Where it is to listen. */
export interface ResponderPlace {
  readonly host: string
  /** UDP; 0: any free one. */
  readonly port: number
  /** Milliseconds of any clock that only goes on. */
  readonly now?: () => number
}

/** The open responder. */
export interface StunResponder {
  readonly port: number
  close(): Promise<void>
}

/** Every address of both families, as far as the machine has them. */
const EVERYWHERE = '::'
const EVERYWHERE_IPV4 = '0.0.0.0'

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || name === '::1' || /^127\./.test(name)
}

/**
 * Where the responder listens. An HTTP server on a loopback address has a proxy before it, which passes
 * no UDP on: then, and where the server is on every address, it is all of both families. A Peal for
 * this machine alone stays on it, and an address that was chosen is kept.
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
    // A kernel without IPv6.
    const isWithoutV6 = code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL'
    if (host === EVERYWHERE && isWithoutV6) return bind(EVERYWHERE_IPV4, port)
    throw error
  }
}

/**
 * Answers on `host`; `::` is both families.
 * @throws the system's error, such as EADDRINUSE
 */
export async function openStunResponder(
  { host, port, now = () => performance.now() }: ResponderPlace,
  log: Log,
): Promise<StunResponder> {
  const socket = await bindHost(host, port)
  answerDatagrams(socket, now)
  socket.on('error', (error: NodeJS.ErrnoException) =>
    // Its message would name an address.
    log.warn({ code: error.code }, 'the STUN responder had an error'),
  )
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

/** Answers what comes in on a bound socket, whatever it is and wherever it claims to be from. */
export function answerDatagrams(socket: Socket, now: () => number): void {
  const limit = new SourceLimit()
  socket.on('message', (datagram, from) => {
    // Nothing can be sent to it, and Node throws at the attempt.
    if (from.port === 0) return
    const address = plainAddress(from.address).replace(/%.*$/, '')
    // What nobody would answer costs nobody's share.
    const answer = answerBinding(datagram, { address, port: from.port })
    if (answer === null || !limit.allows(address, now())) return
    // An answer that does not arrive is asked for again.
    socket.send(answer, from.port, from.address, () => undefined)
  })
}
