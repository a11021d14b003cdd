/**
 * Message encryption for Web Push (RFC 8291) in the `aes128gcm` coding (RFC 8188), in one record. Its tests
 * compare it with the RFC's example and with a second implementation. docs/decisions/0017-own-encryption.md
 * says why it is not a library's.
 */
import { ECDH, createCipheriv, createECDH, createHmac, randomBytes } from 'node:crypto'

/** The keys of a subscription (RFC 8291, section 2): URL-safe base64. */
export interface SubscriptionKeys {
  readonly p256dh: string
  readonly auth: string
}

const CURVE = 'prime256v1'
/** The usual record size (RFC 8188, section 2.1). */
const RECORD_SIZE = 4_096
/** An uncompressed point: its form and two coordinates (SEC 1, section 2.3.3). */
const POINT_BYTES = 65
const SALT_BYTES = 16
const KEY_BYTES = 16
const NONCE_BYTES = 12
/** Marks the last record (RFC 8188, section 2). */
const LAST = Buffer.from([2])
/** HKDF's counter: everything derived here fits in the first block (RFC 5869, section 2.3). */
const FIRST = Buffer.from([1])

const INFO = Buffer.from('WebPush: info\0')
const KEY_INFO = Buffer.concat([Buffer.from('Content-Encoding: aes128gcm\0'), FIRST])
const NONCE_INFO = Buffer.concat([Buffer.from('Content-Encoding: nonce\0'), FIRST])

const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest()

/** Whether a subscription's public key is a point of the curve other than infinity, which converts but is no key. */
export function isPublicKey(p256dh: string): boolean {
  try {
    const point = ECDH.convertKey(p256dh, CURVE, 'base64url', 'hex', 'uncompressed')
    return point.length === 2 * POINT_BYTES
  } catch {
    return false
  }
}

/** The random values of a message, which tests set. */
export interface Ephemeral {
  /** The sender's key pair, for this message only. */
  readonly pair: ECDH
  readonly salt: Buffer
}

function fresh(): Ephemeral {
  const pair = createECDH(CURVE)
  pair.generateKeys()
  return { pair, salt: randomBytes(SALT_BYTES) }
}

/** The key of one message. Using it for a second message would reveal both. */
export interface MessageKey {
  /** The body's header: salt, record size and the sender's public key (RFC 8188, section 2.1). */
  readonly head: Buffer
  readonly key: Buffer
  readonly nonce: Buffer
}

/**
 * Derives a message's key for a subscription (RFC 8291, section 3.4; RFC 8188, sections 2.2 and 2.3).
 * @throws when `p256dh` is not a point of the curve
 */
export function deriveKey(keys: SubscriptionKeys, { pair, salt }: Ephemeral = fresh()): MessageKey {
  const theirs = Buffer.from(keys.p256dh, 'base64url')
  const ours = pair.getPublicKey()
  const secret = hmac(Buffer.from(keys.auth, 'base64url'), pair.computeSecret(theirs))
  const ikm = hmac(secret, Buffer.concat([INFO, theirs, ours, FIRST]))
  const prk = hmac(salt, ikm)
  return {
    head: headOf(salt, ours),
    key: hmac(prk, KEY_INFO).subarray(0, KEY_BYTES),
    nonce: hmac(prk, NONCE_INFO).subarray(0, NONCE_BYTES),
  }
}

/**
 * Encrypts with a key that was never used before.
 * @returns the whole body: header and record
 */
export function encryptWith({ head, key, nonce }: MessageKey, text: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const sealed = [cipher.update(text), cipher.update(LAST), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([head, ...sealed])
}

/** The header's key id is the sender's public key. */
function headOf(salt: Buffer, publicKey: Buffer): Buffer {
  const sizes = Buffer.alloc(5)
  sizes.writeUInt32BE(RECORD_SIZE)
  sizes.writeUInt8(publicKey.length, 4)
  return Buffer.concat([salt, sizes, publicKey])
}
