/**
 * STUN messages as bytes (RFC 8489, sections 5 and 14), for the responder and for the client of
 * `peal doctor`. Pure: no socket, no clock, no randomness. The input is untrusted.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** The methods that Peal uses (RFC 8489, RFC 8656). */
export const METHOD = { binding: 0x001, allocate: 0x003, refresh: 0x004, permit: 0x008 } as const

/** The attributes that Peal reads or writes. */
export const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedFamily: 0x0017,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  software: 0x8022,
  fingerprint: 0x8028,
} as const

/** In the order of their two bits (RFC 8489, section 5). */
const CLASSES = ['request', 'indication', 'success', 'error'] as const
export type StunClass = (typeof CLASSES)[number]

/** The value is without padding. */
export interface StunAttribute {
  readonly type: number
  readonly value: Buffer
}

/** A message that was read or is to be written. */
export interface StunMessage {
  readonly class: StunClass
  /** 12 bits; METHOD names those that Peal uses. */
  readonly method: number
  /** 12 bytes. */
  readonly transactionId: Buffer
  readonly attributes: readonly StunAttribute[]
}

export const HEADER_BYTES = 20
export const TRANSACTION_BYTES = 12
const ATTRIBUTE_HEADER_BYTES = 4
const FINGERPRINT_BYTES = 8
const INTEGRITY_BYTES = 24
const ERROR_CODE_BYTES = 4
/** In network byte order it distinguishes STUN from other protocols on the port. */
export const MAGIC_COOKIE = 0x2112a442
/** "STUN": makes the checksum differ from that of other protocols in the same place. */
const FINGERPRINT_XOR = 0x5354554e

/** Method and class share 14 bits: those of the class are bits 4 and 8. */
function typeBits(method: number, kind: StunClass): number {
  const bits = CLASSES.indexOf(kind)
  return (
    (method & 0xf) |
    ((bits & 1) << 4) |
    ((method & 0x70) << 1) |
    ((bits & 2) << 7) |
    ((method & 0xf80) << 2)
  )
}

function padded(length: number): number {
  return (length + 3) & ~3
}

/**
 * The length of the whole message in bytes, by its header: streams need it to separate messages. Null:
 * there are fewer than four bytes yet, or this is not STUN.
 */
export function saidLength(bytes: Buffer): number | null {
  if (bytes.length < ATTRIBUTE_HEADER_BYTES || bytes.readUInt8(0) > 0x3f) return null
  return HEADER_BYTES + bytes.readUInt16BE(2)
}

/** Reads one message; null: it is not STUN, or damaged. */
export function readStun(bytes: Buffer): StunMessage | null {
  if (bytes.length < HEADER_BYTES || saidLength(bytes) !== bytes.length) return null
  if (bytes.length % 4 !== 0 || bytes.readUInt32BE(4) !== MAGIC_COOKIE) return null
  const type = bytes.readUInt16BE(0)
  const attributes: StunAttribute[] = []
  for (let at = HEADER_BYTES; at < bytes.length;) {
    const start = at + ATTRIBUTE_HEADER_BYTES
    const length = bytes.readUInt16BE(at + 2)
    if (start + padded(length) > bytes.length) return null
    const attribute = {
      type: bytes.readUInt16BE(at),
      value: bytes.subarray(start, start + length),
    }
    // It must be the last attribute, and covers everything before it (section 14.7).
    if (attribute.type === ATTRIBUTE.fingerprint) {
      const isLast = start + 4 === bytes.length && length === 4
      if (!isLast || attribute.value.readUInt32BE(0) !== fingerprintOf(bytes, at)) return null
    }
    attributes.push(attribute)
    at = start + padded(length)
  }
  return {
    class: CLASSES[((type >> 4) & 1) | ((type >> 7) & 2)] ?? 'request',
    method: (type & 0xf) | ((type >> 1) & 0x70) | ((type >> 2) & 0xf80),
    transactionId: bytes.subarray(HEADER_BYTES - TRANSACTION_BYTES, HEADER_BYTES),
    attributes,
  }
}

/** The value of an attribute; undefined: the message has none of this type. */
export function valueOf(message: StunMessage, type: number): Buffer | undefined {
  return message.attributes.find((attribute) => attribute.type === type)?.value
}

/**
 * An ERROR-CODE attribute's value (section 14.8). It carries no reason phrase: the number says it, and
 * answers stay small.
 */
export function writeErrorCode(code: number): Buffer {
  return Buffer.from([0, 0, Math.floor(code / 100), code % 100])
}

/** The number in an error response; null: it has none. */
export function errorCodeOf(message: StunMessage): number | null {
  const value = valueOf(message, ATTRIBUTE.errorCode)
  if (value === undefined || value.length < ERROR_CODE_BYTES) return null
  return (value.readUInt8(2) & 0x7) * 100 + value.readUInt8(3)
}

function fingerprintOf(bytes: Buffer, end: number): number {
  return (crc32(bytes.subarray(0, end)) ^ FINGERPRINT_XOR) >>> 0
}

/** HMAC-SHA1 over the bytes before `end`, as if the integrity attribute was the last one. */
function integrityOf(bytes: Buffer, end: number, key: Buffer): Buffer {
  const signed = Buffer.from(bytes.subarray(0, end))
  signed.writeUInt16BE(end + INTEGRITY_BYTES - HEADER_BYTES, 2)
  return createHmac('sha1', key).update(signed).digest()
}

/**
 * Writes a message, with FINGERPRINT at its end, and before that MESSAGE-INTEGRITY by `key` if one
 * is given (RFC 8489, sections 14.5 and 14.7).
 */
export function writeStun(message: StunMessage, key: Buffer | null = null): Buffer {
  const end = message.attributes.reduce(
    (sum, { value }) => sum + ATTRIBUTE_HEADER_BYTES + padded(value.length),
    HEADER_BYTES,
  )
  const bytes = Buffer.alloc(end + (key === null ? 0 : INTEGRITY_BYTES) + FINGERPRINT_BYTES)
  bytes.writeUInt16BE(typeBits(message.method, message.class), 0)
  bytes.writeUInt16BE(bytes.length - HEADER_BYTES, 2)
  bytes.writeUInt32BE(MAGIC_COOKIE, 4)
  message.transactionId.copy(bytes, HEADER_BYTES - TRANSACTION_BYTES)
  let at = HEADER_BYTES
  const put = ({ type, value }: StunAttribute) => {
    bytes.writeUInt16BE(type, at)
    bytes.writeUInt16BE(value.length, at + 2)
    value.copy(bytes, at + ATTRIBUTE_HEADER_BYTES)
    at += ATTRIBUTE_HEADER_BYTES + padded(value.length)
  }
  message.attributes.forEach(put)
  if (key !== null) put({ type: ATTRIBUTE.integrity, value: integrityOf(bytes, at, key) })
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(fingerprintOf(bytes, at))
  put({ type: ATTRIBUTE.fingerprint, value: checksum })
  return bytes
}

/** Whether MESSAGE-INTEGRITY was made with this key; false if the message has none. */
export function hasIntegrity(bytes: Buffer, key: Buffer): boolean {
  const message = readStun(bytes)
  const said = message === null ? undefined : valueOf(message, ATTRIBUTE.integrity)
  if (said === undefined) return false
  // The value is a part of these bytes.
  const start = said.byteOffset - bytes.byteOffset - ATTRIBUTE_HEADER_BYTES
  const right = integrityOf(bytes, start, key)
  return said.length === right.length && timingSafeEqual(said, right)
}
