/**
 * Message encryption for Web Push (RFC 8291) in the `aes128gcm` coding (RFC 8188), in one record. Its
 * tests hold it to the RFC's own example, and to what a second implementation reads.
 */
import { ECDH, createCipheriv, createECDH, createHmac, randomBytes } from 'node:crypto'

/** The keys of a subscription (RFC 8291, section 2): URL-safe base64. */
export interface SubscriptionKeys {
  readonly p256dh: string
  readonly auth: string
}

const CURVE = 'prime256v1'
/** RFC 8188, section 2.1: what most receivers were made for. */
const RECORD_SIZE = 4_096
const SALT_BYTES = 16
const KEY_BYTES = 16
const NONCE_BYTES = 12
/** Marks the last record (RFC 8188, section 2). */
const LAST = Buffer.from([2])
/** HKDF's counter: all that is derived here fits in its first block (RFC 5869, section 2.3). */
const FIRST = Buffer.from([1])

const INFO = Buffer.from('WebPush: info\0')
const KEY_INFO = Buffer.concat([Buffer.from('Content-Encoding: aes128gcm\0'), FIRST])
const NONCE_INFO = Buffer.concat([Buffer.from('Content-Encoding: nonce\0'), FIRST])

const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest()

/** Whether a subscription's public key is a point of the curve. */
export function isPublicKey(p256dh: string): boolean {
  try {
    ECDH.convertKey(p256dh, CURVE, 'base64url', 'base64url', 'uncompressed')
    return true
  } catch {
    return false
  }
}

/** What of a message is random; its tests set it. */
export interface Ephemeral {
  /** The sender's key pair, of this message alone. */
  readonly pair: ECDH
  readonly salt: Buffer
}

function fresh(): Ephemeral {
  const pair = createECDH(CURVE)
  pair.generateKeys()
  return { pair, salt: randomBytes(SALT_BYTES) }
}

/** All that a message needs but its text. It encrypts one message: a second would betray both. */
export interface MessageKey {
  /** Salt, record size and the sender's key: what the body begins with (RFC 8188, section 2.1). */
  readonly head: Buffer
  readonly key: Buffer
  readonly nonce: Buffer
}

/**
 * Agrees upon a message's key with a subscription (RFC 8291, section 3.4; RFC 8188, sections 2.2 and
 * 2.3).
 * @throws when `p256dh` is no point of the curve
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
 * Encrypts with a key that was not used before.
 * @returns header and record: the whole body
 */
export function encryptWith({ head, key, nonce }: MessageKey, text: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const sealed = [cipher.update(text), cipher.update(LAST), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([head, ...sealed])
}

/** The key id is the sender's key. */
function headOf(salt: Buffer, publicKey: Buffer): Buffer {
  const sizes = Buffer.alloc(5)
  sizes.writeUInt32BE(RECORD_SIZE)
  sizes.writeUInt8(publicKey.length, 4)
  return Buffer.concat([salt, sizes, publicKey])
}
