/** RFC 8292: who sends a push message, and may they send to this subscription? */
import { createPublicKey, verify } from 'node:crypto'

/** A token may be valid for so long (RFC 8292, section 2). */
const MAX_AHEAD_S = 24 * 3600
/** How far the clocks of two machines may differ. */
const CLOCK_SKEW_S = 60

export interface Refusal {
  readonly status: number
  readonly reason: string
}

export interface VapidExpected {
  /** Origin of the push resource. */
  readonly audience: string
  /** The subscription's `applicationServerKey`, URL-safe base64; null takes any that signs. */
  readonly applicationServerKey: string | null
  /** Milliseconds since 1970. */
  readonly now: number
}

const missing = (reason: string): Refusal => ({ status: 401, reason })
const wrong = (reason: string): Refusal => ({ status: 403, reason })

export const withoutPadding = (base64: string) => base64.replace(/=+$/, '')

/** The public key of an uncompressed P-256 point; throws where it is none. */
export function publicKeyOf(point: Buffer) {
  if (point.length !== 65 || point[0] !== 4) throw new Error('not an uncompressed P-256 point')
  const x = point.toString('base64url', 1, 33)
  const y = point.toString('base64url', 33)
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } })
}

/** What is wrong with an `Authorization` header; null where nothing is. */
export function vapidFault(header: string | undefined, expected: VapidExpected): Refusal | null {
  if (header === undefined) return missing('no Authorization')
  const { t, k } = parameters(header)
  if (t === undefined || k === undefined) return missing('expected: vapid t=<token>, k=<key>')
  const { applicationServerKey } = expected
  if (applicationServerKey !== null && withoutPadding(k) !== withoutPadding(applicationServerKey)) {
    return wrong('k is not the key of the subscription')
  }
  try {
    return tokenFault(t, Buffer.from(k, 'base64url'), expected)
  } catch (error) {
    return wrong(`malformed: ${String(error)}`)
  }
}

function parameters(header: string): Partial<Record<string, string>> {
  const [, list = ''] = /^vapid\s+(.+)$/i.exec(header) ?? []
  const pairs = list.split(',').map((part) => /^\s*(\w+)\s*=\s*"?([^"\s]*)"?\s*$/.exec(part))
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : [])))
}

function tokenFault(token: string, point: Buffer, { audience, now }: VapidExpected) {
  const [head, claims, signature, ...rest] = token.split('.')
  if (head === undefined || claims === undefined || signature === undefined || rest.length > 0) {
    return wrong('t is no signed token')
  }
  if (read(head).alg !== 'ES256') return wrong('alg is not ES256')
  const key = { key: publicKeyOf(point), dsaEncoding: 'ieee-p1363' } as const
  const signed = Buffer.from(`${head}.${claims}`)
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) {
    return wrong('the signature is not by k')
  }
  const { aud, exp, sub } = read(claims)
  const nowS = now / 1000
  if (aud !== audience) return wrong(`aud is ${JSON.stringify(aud)}, not ${audience}`)
  if (typeof exp !== 'number') return wrong('exp is no number')
  if (exp <= nowS) return wrong('exp is over')
  if (exp > nowS + MAX_AHEAD_S + CLOCK_SKEW_S) return wrong('exp is more than a day ahead')
  if (sub !== undefined && !(typeof sub === 'string' && /^(mailto:|https:)/.test(sub))) {
    return wrong('sub is neither mailto: nor https:')
  }
  return null
}

/** One part of a token; throws where it is no JSON object. */
function read(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
  if (typeof value !== 'object' || value === null) throw new Error('not an object')
  return value as Record<string, unknown>
}
