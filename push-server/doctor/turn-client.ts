/**
 * Allocates a relay at a TURN server (RFC 8656) with long-term credentials (RFC 8489, section 9.2), as
 * browsers do, and releases it. For `peal doctor` and for tests of what a TURN server refuses.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readXorAddress, writeXorAddress } from '../ice/stun-address.ts'
import type { Endpoint } from '../ice/stun-address.ts'
import { NoAnswer, openChannel } from './stun-channel.ts'
import type { StunChannel } from './stun-channel.ts'

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
const FAMILY = { ipv4: 1, ipv6: 2 } as const
const STALE_NONCE = 438
const UNAUTHORIZED = 401
/** One to learn the nonce, one to use it, one more if it was stale. */
const MAX_TRIES = 3

function fourBytes(first: number): Buffer {
  return Buffer.from([first, 0, 0, 0])
}

/** A client of one TURN server. */
export class TurnClient {
  readonly #channel: StunChannel
  readonly #credentials: TurnCredentials
  /** What the server's first error response said; null: there was none yet. */
  #login: { readonly realm: Buffer; readonly nonce: Buffer; readonly key: Buffer } | null = null

  private constructor(channel: StunChannel, credentials: TurnCredentials) {
    this.#channel = channel
    this.#credentials = credentials
  }

  /** @throws NoAnswer, the system's or TLS's error */
  static async open(url: string, credentials: TurnCredentials): Promise<TurnClient> {
    return new TurnClient(await openChannel(url), credentials)
  }

  /** Asks for a relay. @returns its address */
  async allocate(family: keyof typeof FAMILY = 'ipv4'): Promise<TurnAnswer<Endpoint>> {
    const attributes = [
      { type: ATTRIBUTE.requestedTransport, value: fourBytes(UDP_RELAY) },
      // IPv4 is the default; servers that do not know the attribute would refuse the request.
      ...(family === 'ipv4'
        ? []
        : [{ type: ATTRIBUTE.requestedFamily, value: fourBytes(FAMILY[family]) }]),
    ]
    const answer = await this.#ask(METHOD.allocate, () => attributes)
    if (!answer.ok) return answer
    const value = valueOf(answer.value, ATTRIBUTE.xorRelayedAddress)
    const relayed = value && readXorAddress(value, answer.value.transactionId)
    if (!relayed) throw new NoAnswer('an allocation without an address')
    return { ok: true, value: relayed }
  }

  /** Asks for the permission to send to this peer (CreatePermission); sends nothing to it. */
  async permit(peer: Endpoint): Promise<TurnAnswer<null>> {
    const answer = await this.#ask(METHOD.permit, (transactionId) => [
      { type: ATTRIBUTE.xorPeerAddress, value: writeXorAddress(peer, transactionId) },
    ])
    return answer.ok ? { ok: true, value: null } : answer
  }

  /** Releases the relay (Refresh with lifetime 0). */
  async release(): Promise<void> {
    await this.#ask(METHOD.refresh, () => [{ type: ATTRIBUTE.lifetime, value: fourBytes(0) }])
  }

  close(): void {
    this.#channel.close()
  }

  /** The first request is refused with realm and nonce, and is sent again with them. */
  async #ask(
    method: number,
    attributes: (transactionId: Buffer) => readonly StunAttribute[],
  ): Promise<TurnAnswer<StunMessage>> {
    for (let tries = 1; ; tries += 1) {
      const isUnknown = this.#login === null
      const answer = await this.#askOnce(method, attributes)
      if (answer.class === 'success') return { ok: true, value: answer }
      const code = errorCodeOf(answer) ?? 0
      const mayHelp = (isUnknown && code === UNAUTHORIZED) || code === STALE_NONCE
      if (!mayHelp || tries === MAX_TRIES || !this.#learn(answer)) return { ok: false, code }
    }
  }

  #learn(answer: StunMessage): boolean {
    const realm = valueOf(answer, ATTRIBUTE.realm)
    const nonce = valueOf(answer, ATTRIBUTE.nonce)
    if (realm === undefined || nonce === undefined) return false
    const { username, password } = this.#credentials
    const key = createHash('md5').update(`${username}:${realm.toString()}:${password}`).digest()
    this.#login = { realm, nonce, key }
    return true
  }

  async #askOnce(
    method: number,
    attributes: (transactionId: Buffer) => readonly StunAttribute[],
  ): Promise<StunMessage> {
    const transactionId = randomBytes(TRANSACTION_BYTES)
    const login = this.#login
    const proof =
      login === null
        ? []
        : [
            { type: ATTRIBUTE.username, value: Buffer.from(this.#credentials.username) },
            { type: ATTRIBUTE.realm, value: login.realm },
            { type: ATTRIBUTE.nonce, value: login.nonce },
          ]
    const request = {
      class: 'request',
      method,
      transactionId,
      attributes: [...attributes(transactionId), ...proof],
    } as const
    const bytes = await this.#channel.ask(writeStun(request, login?.key ?? null))
    const answer = readStun(bytes)
    if (answer === null || (answer.class !== 'success' && answer.class !== 'error')) {
      throw new NoAnswer('an answer that is no STUN')
    }
    // A server that knows the password signs its success responses (RFC 8489, section 9.2.4).
    if (answer.class === 'success' && login !== null && !hasIntegrity(bytes, login.key)) {
      throw new NoAnswer('an answer that was not signed by the server')
    }
    return answer
  }
}

/** Allocates a relay and releases it. @throws NoAnswer, the system's or TLS's error */
export async function tryAllocation(
  url: string,
  credentials: TurnCredentials,
): Promise<TurnAnswer<Endpoint>> {
  const client = await TurnClient.open(url, credentials)
  try {
    const answer = await client.allocate()
    if (answer.ok) await client.release()
    return answer
  } finally {
    client.close()
  }
}
