/** RFC 8291, the browser's half: keys of a subscription, and reading what was sent to it. */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { recordFault } from './push-endpoint.ts'

const TAG_BYTES = 16
/** Ends the plaintext of the last record (RFC 8188, section 2). */
const LAST_DELIMITER = 2

/** The keys of a subscription, including the private one, which browsers do not reveal. */
export interface SubscriptionKeys {
  /** Private P-256 number. */
  readonly privateKey: Buffer
  /** Uncompressed P-256 point. */
  readonly publicKey: Buffer
  readonly auth: Buffer
}

export function makeKeys(): SubscriptionKeys {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys()
  return { privateKey: ecdh.getPrivateKey(), publicKey, auth: randomBytes(16) }
}

const derive = (key: Uint8Array, salt: Uint8Array, info: Uint8Array | string, bytes: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, bytes))

/** The plaintext of a body. Throws where it was not encrypted for these keys. */
export function decrypt(body: Buffer, keys: SubscriptionKeys): Buffer {
  const fault = recordFault(body)
  if (fault !== null) throw new Error(fault)
  const salt = body.subarray(0, 16)
  const senderKey = body.subarray(21, 86)
  const record = body.subarray(86)

  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(keys.privateKey)
  const shared = ecdh.computeSecret(senderKey)
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), keys.publicKey, senderKey])
  const secret = derive(shared, keys.auth, keyInfo, 32)
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)

  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-TAG_BYTES))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()])
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end -= 1
  if (padded[end] !== LAST_DELIMITER) throw new Error('the padding does not end a last record')
  return padded.subarray(0, end)
}
