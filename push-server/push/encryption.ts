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

/**
 * Encrypts for a subscription.
 * @returns header and record: the whole body
 * @throws when `p256dh` is no point of the curve
 */
export function encryptFor(
  keys: SubscriptionKeys,
  text: Buffer,
  { pair, salt }: Ephemeral = fresh(),
): Buffer {
  const theirs = Buffer.from(keys.p256dh, 'base64url')
  const ours = pair.getPublicKey()
  // RFC 8291, section 3.4.
  const secret = hmac(Buffer.from(keys.auth, 'base64url'), pair.computeSecret(theirs))
  const ikm = hmac(secret, Buffer.concat([INFO, theirs, ours, FIRST]))
  // RFC 8188, sections 2.2 and 2.3.
  const prk = hmac(salt, ikm)
  const key = hmac(prk, KEY_INFO).subarray(0, KEY_BYTES)
  const nonce = hmac(prk, NONCE_INFO).subarray(0, NONCE_BYTES)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  const sealed = [cipher.update(text), cipher.update(LAST), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([salt, headOf(ours), ...sealed])
}

/** Record size and key id (RFC 8188, section 2.1); the key id is the sender's key. */
function headOf(publicKey: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(RECORD_SIZE)
  head.writeUInt8(publicKey.length, 4)
  return Buffer.concat([head, publicKey])
}
