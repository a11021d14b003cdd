/** Addresses in STUN attributes, XOR-ed with the header of the message (RFC 8489, section 14.2). */
import { isIP } from 'node:net'
import { ipv6Groups } from '../http/client-address.ts'
import { MAGIC_COOKIE } from './stun-message.ts'

/** An IP address and a port. */
export interface Endpoint {
  /** IPv4 or IPv6, without a zone. */
  readonly address: string
  readonly port: number
}

const IPV4 = 0x01
const IPV6 = 0x02
const IPV4_VALUE_BYTES = 8
const IPV6_VALUE_BYTES = 20

function ipv4Bytes(address: string): number[] {
  return address.split('.').map(Number)
}

function ipv6Bytes(address: string): number[] {
  return ipv6Groups(address).flatMap((group) => [group >> 8, group & 0xff])
}

function ipv6Text(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, each) => bytes.readUInt16BE(each * 2).toString(16))
  // Shortens the longest run of zeros (RFC 5952).
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

/** The bytes that addresses of this message are XOR-ed with: the cookie and the transaction id. */
function mask(transactionId: Buffer): Buffer {
  const cookie = Buffer.alloc(4)
  cookie.writeUInt32BE(MAGIC_COOKIE)
  return Buffer.concat([cookie, transactionId])
}

function xor(bytes: Buffer, by: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, each) => byte ^ (by[each] ?? 0)))
}

/** The value of an XOR-…-ADDRESS attribute. `address` must be valid. */
export function writeXorAddress({ address, port }: Endpoint, transactionId: Buffer): Buffer {
  const isV6 = isIP(address) === 6
  const by = mask(transactionId)
  const plain = Buffer.from(isV6 ? ipv6Bytes(address) : ipv4Bytes(address))
  const head = Buffer.from([0, isV6 ? IPV6 : IPV4, 0, 0])
  head.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 2)
  return Buffer.concat([head, xor(plain, by)])
}

/** Reads such a value; null: it is invalid. */
export function readXorAddress(value: Buffer, transactionId: Buffer): Endpoint | null {
  const isV6 = value.length === IPV6_VALUE_BYTES
  if (!isV6 && value.length !== IPV4_VALUE_BYTES) return null
  if (value.readUInt8(1) !== (isV6 ? IPV6 : IPV4)) return null
  const plain = xor(value.subarray(4), mask(transactionId))
  return {
    address: isV6 ? ipv6Text(plain) : plain.join('.'),
    port: value.readUInt16BE(2) ^ (MAGIC_COOKIE >>> 16),
  }
}
