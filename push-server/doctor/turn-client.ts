/**
 * Allocates a relay at a TURN server (RFC 8656) with long-term credentials (RFC 8489, section 9.2), as
 * browsers do, and releases it. For `peal doctor` and for tests of what a TURN server refuses.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readXorAddress, type Endpoint } from '../ice/stun-address.ts'
import { openChannel } from './stun-channel.ts'
import {
  ATTRIBUTE,
  METHOD,
  TRANSACTION_BYTES,
  errorCodeOf,
  hasIntegrity,
  readStun,
  valueOf,
  writeStun,
} from '../ice/stun-message.ts'
import type { StunAttribute, StunMessage } from '../ice/stun-message.ts'

export interface TurnCredentials {
  readonly username: string
  readonly password: string
}

/** `code`: of the error response, such as 401 (credentials), 403 (forbidden peer), 486 (quota). */
type TurnAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: number }

const UDP_RELAY = 17
const STALE_NONCE = 438
const UNAUTHORIZED = 401
/** One to learn the nonce, one to use it, one more if it was stale. */
const MAX_TRIES = 3

type Attributes = (transactionId: Buffer) => readonly StunAttribute[]

/** An attribute whose value is one byte and three that are reserved. */
export function byteAttribute(type: number, byte: number): StunAttribute {
  return { type, value: Buffer.from([byte, 0, 0, 0]) }
}

/** Opens a client of one TURN server. @throws Error, the system's and TLS's included */
export async function openTurn(url: string, { username, password }: TurnCredentials) {
  const channel = await openChannel(url)
  /** What the server's first error response said; null: there was none yet. */
  let login: { readonly realm: Buffer; readonly nonce: Buffer; readonly key: Buffer } | null = null

  function learn(answer: StunMessage): boolean {
    const realm = valueOf(answer, ATTRIBUTE.realm)
    const nonce = valueOf(answer, ATTRIBUTE.nonce)
    if (realm === undefined || nonce === undefined) return false
    const key = createHash('md5').update(`${username}:${realm.toString()}:${password}`).digest()
    login = { realm, nonce, key }
    return true
  }

  async function askOnce(method: number, attributes: Attributes): Promise<StunMessage> {
    const transactionId = randomBytes(TRANSACTION_BYTES)
    const proof = login && [
      { type: ATTRIBUTE.username, value: Buffer.from(username) },
      { type: ATTRIBUTE.realm, value: login.realm },
      { type: ATTRIBUTE.nonce, value: login.nonce },
    ]
    const request = {
      class: 'request',
      method,
      transactionId,
      attributes: [...attributes(transactionId), ...(proof ?? [])],
    } as const
    const key = login?.key ?? null
    const bytes = await channel.ask(writeStun(request, key))
    const answer = readStun(bytes)
    if (answer === null || (answer.class !== 'success' && answer.class !== 'error')) {
      throw new Error('an answer that is no STUN')
    }
    // A server that knows the password signs its success responses (RFC 8489, section 9.2.4).
    if (answer.class === 'success' && key !== null && !hasIntegrity(bytes, key)) {
      throw new Error('an answer that was not signed by the server')
    }
    return answer
  }

  /** The first request is refused with realm and nonce, and is sent again with them. */
  async function ask(method: number, attributes: Attributes): Promise<TurnAnswer<StunMessage>> {
    for (let tries = 1; ; tries += 1) {
      const isUnknown = login === null
      const answer = await askOnce(method, attributes)
      if (answer.class === 'success') return { ok: true, value: answer }
      const code = errorCodeOf(answer) ?? 0
      const mayHelp = (isUnknown && code === UNAUTHORIZED) || code === STALE_NONCE
      if (!mayHelp || tries === MAX_TRIES || !learn(answer)) return { ok: false, code }
    }
  }

  return {
    ask,
    /** Asks for a relay, of IPv4 unless `more` says otherwise. @returns its address */
    async allocate(more: readonly StunAttribute[] = []): Promise<TurnAnswer<Endpoint>> {
      const transport = byteAttribute(ATTRIBUTE.requestedTransport, UDP_RELAY)
      const answer = await ask(METHOD.allocate, () => [transport, ...more])
      if (!answer.ok) return answer
      const value = valueOf(answer.value, ATTRIBUTE.xorRelayedAddress)
      const relayed = value && readXorAddress(value, answer.value.transactionId)
      if (!relayed) throw new Error('an allocation without an address')
      return { ok: true, value: relayed }
    },
    /** Releases the relay (Refresh with lifetime 0). */
    release: () => ask(METHOD.refresh, () => [byteAttribute(ATTRIBUTE.lifetime, 0)]),
    close: () => channel.close(),
  }
}

/** Allocates a relay and releases it. @throws Error, the system's and TLS's included */
export async function tryAllocation(
  url: string,
  credentials: TurnCredentials,
): Promise<TurnAnswer<Endpoint>> {
  const client = await openTurn(url, credentials)
  try {
    const answer = await client.allocate()
    if (answer.ok) await client.release()
    return answer
  } finally {
    client.close()
  }
}
