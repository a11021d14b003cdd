/**
 * How Peal itself sees a request or an upgrade that the doctor sends through the proxy: which `Host` arrived, and whether
 * the proxy is one of PEAL_TRUSTED_PROXY. Only the doctor is told, who knows the installation's secret.
 */
import { createHmac, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import * as v from 'valibot'
import { isSameSecret, randomToken } from '../random.ts'
import { clientAddress, forwardedHops, plainAddress, type Trust } from './client-address.ts'

/** The header of the question and of the answer. */
export const PROBE_HEADER = 'X-Peal-Probe'
/** The setting that holds the secret. */
export const PROBE_SECRET = 'probe-secret'

const seen = v.object({
  /** The `Host` that arrived. */
  host: v.string(),
  /** Whence the request came to Peal: the last proxy's address, if there is one. */
  peer: v.string(),
  /** An `X-Forwarded-For` with an address arrived, so that a proxy passed it on. */
  forwarded: v.boolean(),
  /** `peer` is one of PEAL_TRUSTED_PROXY. */
  trusted: v.boolean(),
  /** A proxy before that one, which counts as the client because it is not trusted; null: none. */
  further: v.optional(v.nullable(v.string()), null),
})
export type SeenByPeal = v.InferOutput<typeof seen>

const proofOf = (secret: KeyObject, nonce: string) =>
  createHmac('sha256', secret).update(`probe ${nonce}`).digest('base64url')

/** The question of a doctor who knows the secret. */
export function makeProbe(secret: KeyObject): string {
  const nonce = randomToken()
  return `${nonce}.${proofOf(secret, nonce)}`
}

/** The answer to a question; null: it is not the doctor's. */
function answerProbe(secret: KeyObject, asked: string, what: SeenByPeal): string | null {
  const [nonce = '', proof = ''] = asked.split('.')
  return isSameSecret(proof, proofOf(secret, nonce)) ? JSON.stringify(what) : null
}

/** What arrived of a request. */
interface Arrived {
  /** Its PROBE_HEADER. */
  readonly asked: string | undefined
  readonly host: string | undefined
  readonly forwardedFor: string | undefined
  /** Whence it came. */
  readonly peer: string | undefined
}

/** Answers the doctor's questions: the headers that are added to the response. */
export type Probes = (arrived: Arrived) => Promise<Readonly<Record<string, string>>>

/**
 * The proxy that counts as the client, although the request comes from another address before it: the doctor itself sends
 * no `X-Forwarded-For`, so the first address in it is the doctor's.
 */
function furtherProxy({ peer = '', forwardedFor }: Arrived, trusted: Trust): string | null {
  const client = clientAddress(peer, forwardedFor, trusted)
  const [first = client] = forwardedHops(forwardedFor)
  return trusted(plainAddress(peer)) && !trusted(client) && client !== first ? client : null
}

export function createProbes(secret: () => Promise<KeyObject>, trusted: Trust): Probes {
  return async (arrived) => {
    const { asked, host = '', forwardedFor, peer = '' } = arrived
    const headers: Record<string, string> = {}
    if (asked === undefined) return headers
    const address = plainAddress(peer)
    const answer = answerProbe(await secret(), asked, {
      host,
      peer: address,
      forwarded: forwardedHops(forwardedFor).some((hop) => isIP(hop) !== 0),
      trusted: trusted(address),
      further: furtherProxy(arrived, trusted),
    })
    if (answer !== null) headers[PROBE_HEADER] = answer
    return headers
  }
}

/** Reads the answer; null: something else than this Peal answered. */
export function readProbe(answer: string | undefined): SeenByPeal | null {
  if (answer === undefined) return null
  try {
    return v.parse(seen, JSON.parse(answer))
  } catch {
    return null
  }
}
