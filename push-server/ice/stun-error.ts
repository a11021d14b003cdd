/** The ERROR-CODE attribute (RFC 8489, section 14.8): class and number, then words for logs. */
import { ATTRIBUTE, valueOf } from './stun-message.ts'
import type { StunMessage } from './stun-message.ts'

const HEAD_BYTES = 4

/** Without words: the number says it, and answers stay small. */
export function writeErrorCode(code: number): Buffer {
  return Buffer.from([0, 0, Math.floor(code / 100), code % 100])
}

/** The number of an error response; null: it names none. */
export function errorCodeOf(message: StunMessage): number | null {
  const value = valueOf(message, ATTRIBUTE.errorCode)
  if (value === undefined || value.length < HEAD_BYTES) return null
  return (value.readUInt8(2) & 0x7) * 100 + value.readUInt8(3)
}
