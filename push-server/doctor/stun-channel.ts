/** Sends requests to a STUN or TURN server over UDP, TCP or TLS (RFC 8489, section 6.2). */
import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { readXorAddress, type Endpoint } from '../ice/stun-address.ts'
import {
  ATTRIBUTE,
  HEADER_BYTES,
  METHOD,
  TRANSACTION_BYTES,
  readStun,
  saidLength,
  valueOf,
  writeStun,
} from '../ice/stun-message.ts'

/** Request timeout in ms. */
const PATIENCE_MS = 5_000
/** Delay before the first retransmission in ms; it doubles with each one (section 6.2.1). */
const RETRY_MS = 500

interface IceUrl {
  readonly host: string
  readonly port: number
  /** `dtls`: TLS over UDP, which browsers do not use for TURN. */
  readonly transport: 'udp' | 'tcp' | 'tls' | 'dtls'
}

const PORT = 3_478
const TLS_PORT = 5_349
const FORM =
  /^(stuns?|turns?):(?:\[([0-9a-f:.]+)\]|([^:?]+))(?::(\d+))?(?:\?transport=(udp|tcp))?$/i

/** Parses a `stun:`, `turn:` or `turns:` URL (RFC 7064, RFC 7065) that the settings have checked. @throws Error if it is invalid */
export function parseIceUrl(url: string): IceUrl {
  const [, scheme, ipv6, name, port, transport] = FORM.exec(url) ?? []
  const host = ipv6 ?? name
  if (scheme === undefined || host === undefined)
    throw new Error(`${url} is no STUN or TURN address`)
  const isSecure = /s$/i.test(scheme)
  const plain = transport?.toLowerCase() === 'tcp' ? 'tcp' : 'udp'
  const secure = transport?.toLowerCase() === 'udp' ? 'dtls' : 'tls'
  return {
    host,
    port: port === undefined ? (isSecure ? TLS_PORT : PORT) : Number(port),
    transport: isSecure ? secure : plain,
  }
}

/** A connection to one STUN or TURN server. */
export interface StunChannel {
  /** Sends a request, returns the response of the same transaction. @throws Error, the system's included */
  ask(request: Buffer): Promise<Buffer>
  close(): void
}

/** The requests that wait for a response. */
function createPending() {
  const waiting = new Map<string, { take(bytes: Buffer): void; fail(error: Error): void }>()
  let broken: Error | null = null
  const idOf = (message: Buffer) =>
    message.toString('hex', HEADER_BYTES - TRANSACTION_BYTES, HEADER_BYTES)
  return {
    arrived: (message: Buffer) => waiting.get(idOf(message))?.take(message),
    failed(error: Error): void {
      broken = error
      for (const { fail } of waiting.values()) fail(error)
    },
    async answerTo(request: Buffer, send: () => void, again: boolean): Promise<Buffer> {
      const id = idOf(request)
      const timers: NodeJS.Timeout[] = []
      try {
        return await new Promise<Buffer>((take, fail) => {
          if (broken !== null) return fail(broken)
          waiting.set(id, { take, fail })
          timers.push(setTimeout(() => fail(new Error('no answer')), PATIENCE_MS))
          for (let at = RETRY_MS, wait = RETRY_MS; again && at < PATIENCE_MS; at += wait *= 2) {
            timers.push(setTimeout(send, at))
          }
          send()
        })
      } finally {
        timers.forEach(clearTimeout)
        waiting.delete(id)
      }
    },
  }
}

async function openUdp({ host, port }: IceUrl): Promise<StunChannel> {
  const { address } = await lookup(host)
  const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4')
  const pending = createPending()
  socket.on('message', (bytes) => pending.arrived(bytes))
  // Connected, so that the system reports a port at which nobody listens.
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.connect(port, address, resolve)
  })
  socket.on('error', (error) => pending.failed(error))
  return {
    ask: (request) => pending.answerTo(request, () => socket.send(request), true),
    close: () => void socket.close(),
  }
}

async function openStream(url: IceUrl): Promise<StunChannel> {
  const { host, port } = url
  const isTls = url.transport === 'tls'
  const servername = isIP(host) === 0 ? { servername: host } : {}
  const socket: Socket = isTls
    ? connectTls({ host, port, ...servername })
    : connectTcp({ host, port })
  const late = setTimeout(() => socket.destroy(new Error('no connection')), PATIENCE_MS)
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect')
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(late)
  }
  const pending = createPending()
  let rest = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    for (;;) {
      const length = saidLength(rest)
      if (length === null || rest.length < length) return
      pending.arrived(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
  socket.on('error', (error) => pending.failed(error))
  socket.on('close', () => pending.failed(new Error('the server closed the connection')))
  return {
    ask: (request) => pending.answerTo(request, () => void socket.write(request), false),
    close: () => void socket.destroy(),
  }
}

/** Connects to a `stun:` or `turn:` URL. @throws Error, the system's and TLS's included */
export async function openChannel(iceUrl: string): Promise<StunChannel> {
  const url = parseIceUrl(iceUrl)
  switch (url.transport) {
    case 'udp':
      return openUdp(url)
    case 'tcp':
    case 'tls':
      return openStream(url)
    case 'dtls':
      throw new Error('TLS over UDP is not spoken here')
    default:
      return url.transport satisfies never
  }
}

/**
 * Asks a STUN server for the own public address, as browsers do before a call.
 * @returns the address from which the server sees this process. @throws Error, the system's included
 */
export async function askBinding(url: string): Promise<Endpoint> {
  const channel = await openChannel(url)
  try {
    const transactionId = randomBytes(TRANSACTION_BYTES)
    const request = {
      class: 'request',
      method: METHOD.binding,
      transactionId,
      attributes: [],
    } as const
    const answer = readStun(await channel.ask(writeStun(request)))
    const value = answer === null ? undefined : valueOf(answer, ATTRIBUTE.xorMappedAddress)
    const mapped = value === undefined ? null : readXorAddress(value, transactionId)
    if (mapped === null) throw new Error('an answer without an address')
    return mapped
  } finally {
    channel.close()
  }
}
