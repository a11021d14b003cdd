/**
 * Checks what a push service accepts: RFC 8030 (headers), RFC 8188 and 8291 (body), RFC 8292
 * (sender). It is stricter than the real services: what it accepts, all of them do.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { publicKeyOf, vapidFault, type Refusal } from './vapid-check.ts'

/** A push service must take as much (RFC 8030, section 7.2), and none takes more. */
export const MAX_BODY_BYTES = 4096
/** 28 days: what Google's service keeps a message at most. */
const MAX_TTL_S = 28 * 24 * 3600
const URGENCIES = ['very-low', 'low', 'normal', 'high']

const SALT_BYTES = 16
/** Record size (4 bytes) and length of the key's name (1), which follow the salt. */
const HEADER_BYTES = SALT_BYTES + 5
/** The name of the key is the sender's public key, an uncompressed P-256 point. */
const POINT_BYTES = 65
/** The least of a record: a padding delimiter and the tag of AES-GCM. */
const LEAST_RECORD_BYTES = 1 + 16

export interface Target {
  /** Origin of the endpoint that the sender has. */
  readonly origin: string
  readonly applicationServerKey: string | null
}

export interface PushPost {
  readonly headers: IncomingHttpHeaders
  /** The body, or its first bytes where it is longer than `MAX_BODY_BYTES`. */
  readonly body: Buffer
  readonly bodyLength: number
}

export interface Accepted {
  readonly ttlS: number
  readonly topic: string | null
}

export type Verdict = ({ readonly ok: true } & Accepted) | ({ readonly ok: false } & Refusal)

const refused = (status: number, reason: string): Verdict => ({ ok: false, status, reason })

/** Judges one POST to a live subscription. */
export function judgePush(post: PushPost, target: Target, now: number): Verdict {
  const { headers, body, bodyLength } = post
  if (bodyLength > MAX_BODY_BYTES) return refused(413, `body of ${bodyLength} bytes`)
  const sender = vapidFault(headers.authorization, {
    audience: target.origin,
    applicationServerKey: target.applicationServerKey,
    now,
  })
  if (sender) return { ok: false, ...sender }
  const ttl = one(headers.ttl)
  if (ttl === undefined || !/^\d+$/.test(ttl)) return refused(400, 'no TTL, or no whole number')
  const urgency = one(headers.urgency)
  if (urgency !== undefined && !URGENCIES.includes(urgency)) {
    return refused(400, `Urgency is ${urgency}`)
  }
  const topic = one(headers.topic)
  if (topic !== undefined && !/^[\w-]{1,32}$/.test(topic)) return refused(400, `Topic is ${topic}`)
  if (bodyLength > 0) {
    const encoding = headers['content-encoding']
    if (encoding !== 'aes128gcm')
      return refused(400, `Content-Encoding is ${encoding ?? 'missing'}`)
    const fault = recordFault(body)
    if (fault !== null) return refused(400, fault)
  }
  return { ok: true, ttlS: Math.min(Number(ttl), MAX_TTL_S), topic: topic ?? null }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header
}

/** What is wrong with the form of an encrypted body; null where nothing is. */
export function recordFault(body: Buffer): string | null {
  if (body.length < HEADER_BYTES + POINT_BYTES + LEAST_RECORD_BYTES) {
    return `${body.length} bytes are no aes128gcm record`
  }
  if (body[HEADER_BYTES - 1] !== POINT_BYTES) return 'the key of the record is no P-256 point'
  try {
    publicKeyOf(body.subarray(HEADER_BYTES, HEADER_BYTES + POINT_BYTES))
  } catch {
    return 'the key of the record is no P-256 point'
  }
  // RFC 8291, section 4: one record, and the size that it names is greater.
  const record = body.length - HEADER_BYTES - POINT_BYTES
  if (body.readUInt32BE(SALT_BYTES) <= record) return 'more than one record'
  return null
}
