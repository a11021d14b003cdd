/**
 * The STUN responder's answers, without its socket: a binding request (RFC 8489, section 3) gets the
 * address that it came from, anything else gets no answer. No answer is longer than MAX_ANSWER_BYTES, so
 * that the responder does not amplify traffic to a forged source address.
 */
import { ATTRIBUTE, METHOD, readStun, writeErrorCode, writeStun } from './stun-message.ts'
import { writeXorAddress, type Endpoint } from './stun-address.ts'

/** An IPv6 address, or an error with eight unknown attributes: both have this length with FINGERPRINT. */
export const MAX_ANSWER_BYTES = 56
/** Unknown attributes that an error lists at most. */
const MAX_NAMED = 8
const UNKNOWN_ATTRIBUTE = 420
/** Longer datagrams are ignored; every network carries this many bytes in one datagram. */
const MAX_REQUEST_BYTES = 548
/** Attributes below this type must be understood (section 14). */
const OPTIONAL_FROM = 0x8000

/**
 * The types of RFC 8489 that must be understood. Most have no meaning for a binding without credentials,
 * but they are not unknown.
 */
const KNOWN = new Set([
  0x0001, 0x0006, 0x0008, 0x0009, 0x000a, 0x0014, 0x0015, 0x001c, 0x001d, 0x001e, 0x0020,
])

/** The answer to a datagram from `source`; null: none. */
export function answerBinding(datagram: Buffer, source: Endpoint): Buffer | null {
  if (datagram.length > MAX_REQUEST_BYTES) return null
  const asked = readStun(datagram)
  if (asked === null || asked.class !== 'request' || asked.method !== METHOD.binding) return null
  const { method, transactionId } = asked
  const unknown = asked.attributes
    .map(({ type }) => type)
    .filter((type) => type < OPTIONAL_FROM && !KNOWN.has(type))
  if (unknown.length > 0) {
    const named = Buffer.alloc(2 * Math.min(unknown.length, MAX_NAMED))
    unknown.slice(0, MAX_NAMED).forEach((type, each) => named.writeUInt16BE(type, each * 2))
    const attributes = [
      { type: ATTRIBUTE.errorCode, value: writeErrorCode(UNKNOWN_ATTRIBUTE) },
      { type: ATTRIBUTE.unknownAttributes, value: named },
    ]
    return writeStun({ class: 'error', method, transactionId, attributes })
  }
  const value = writeXorAddress(source, transactionId)
  const attributes = [{ type: ATTRIBUTE.xorMappedAddress, value }]
  return writeStun({ class: 'success', method, transactionId, attributes })
}
