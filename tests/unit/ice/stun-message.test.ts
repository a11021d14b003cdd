import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXorAddress, writeXorAddress } from '../../../push-server/ice/stun-address.ts'
import { errorCodeOf, writeErrorCode } from '../../../push-server/ice/stun-message.ts'
import {
  ATTRIBUTE,
  METHOD,
  hasIntegrity,
  readStun,
  saidLength,
  valueOf,
  writeStun,
} from '../../../push-server/ice/stun-message.ts'
import type { StunMessage } from '../../../push-server/ice/stun-message.ts'

function bytes(...lines: string[]): Buffer {
  return Buffer.from(lines.join('').replaceAll(' ', ''), 'hex')
}

/** RFC 5769, section 2.1. */
const REQUEST = bytes(
  '00010058 2112a442 b7e7a701 bc34d686 fa87dfae',
  '80220010 5354554e 20746573 7420636c 69656e74',
  '00240004 6e0001ff 80290008 932ff9b1 51263b36',
  '00060009 6576746a 3a683676 59202020',
  '00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2',
  '80280004 e57a3bcf',
)
/** Section 2.2. */
const IPV4_RESPONSE = bytes(
  '0101003c 2112a442 b7e7a701 bc34d686 fa87dfae',
  '8022000b 74657374 20766563 746f7220',
  '00200008 0001a147 e112a643',
  '00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7',
  '80280004 c07d4c96',
)
/** Section 2.3. */
const IPV6_RESPONSE = bytes(
  '01010048 2112a442 b7e7a701 bc34d686 fa87dfae',
  '8022000b 74657374 20766563 746f7220',
  '00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9',
  '00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41',
  '80280004 c8fb0b4c',
)
/** Section 2.4: long-term credentials, no FINGERPRINT. */
const LONG_TERM = bytes(
  '00010060 2112a442 78ad3433 c6ad72c0 29da412e',
  '00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000',
  '0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341',
  '0014000b 6578616d 706c652e 6f726700',
  '00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666',
)
const PASSWORD = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt')

function read(message: Buffer): StunMessage {
  const found = readStun(message)
  if (found === null) throw new Error('not read')
  return found
}

function mapped(message: Buffer) {
  const found = read(message)
  const value = valueOf(found, ATTRIBUTE.xorMappedAddress)
  return value && readXorAddress(value, found.transactionId)
}

describe('STUN messages of RFC 5769', () => {
  it('are read correctly', () => {
    expect(read(REQUEST)).toMatchObject({ class: 'request', method: METHOD.binding })
    expect(valueOf(read(REQUEST), ATTRIBUTE.username)?.toString()).toBe('evtj:h6vY')
    expect(read(IPV4_RESPONSE)).toMatchObject({ class: 'success', method: METHOD.binding })
    expect(mapped(IPV4_RESPONSE)).toEqual({ address: '192.0.2.1', port: 32_853 })
    expect(mapped(IPV6_RESPONSE)).toEqual({
      address: '2001:db8:1234:5678:11:2233:4455:6677',
      port: 32_853,
    })
  })

  it('prove their integrity with the right key only', () => {
    for (const message of [REQUEST, IPV4_RESPONSE, IPV6_RESPONSE]) {
      expect(hasIntegrity(message, PASSWORD)).toBe(true)
      expect(hasIntegrity(message, Buffer.from('another'))).toBe(false)
    }
    const key = createHash('md5').update('マトリックス:example.org:TheMatrIX').digest()
    expect(hasIntegrity(LONG_TERM, key)).toBe(true)
    expect(hasIntegrity(writeStun(read(LONG_TERM)), Buffer.from('x'))).toBe(false)
  })

  it('are written with the same bytes', () => {
    for (const message of [IPV4_RESPONSE, IPV6_RESPONSE]) {
      const { class: kind, method, transactionId } = read(message)
      const software = Buffer.from('test vector')
      const endpoint = mapped(message)
      if (!endpoint) throw new Error('no address')
      const attributes = [
        { type: ATTRIBUTE.software, value: software },
        {
          type: ATTRIBUTE.xorMappedAddress,
          value: writeXorAddress(endpoint, transactionId),
        },
      ]
      const written = writeStun({ class: kind, method, transactionId, attributes }, PASSWORD)
      // The RFC pads with a space where section 14 now requires zeros; the rest is the same.
      expect(written.length).toBe(message.length)
      expect(mapped(written)).toEqual(endpoint)
      expect(hasIntegrity(written, PASSWORD)).toBe(true)
      expect(written.subarray(0, 35)).toEqual(message.subarray(0, 35))
      expect(written.subarray(36, message.length - 32)).toEqual(
        message.subarray(36, message.length - 32),
      )
    }
  })
})

describe('readStun', () => {
  it('rejects every message with a changed byte that FINGERPRINT covers', () => {
    for (let at = 0; at < IPV4_RESPONSE.length; at += 1) {
      const damaged = Buffer.from(IPV4_RESPONSE)
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x40, at)
      const found = readStun(damaged)
      // If the type of FINGERPRINT changes, there is no FINGERPRINT to check.
      const isType = at === damaged.length - 8 || at === damaged.length - 7
      if (!isType) expect([at, found]).toEqual([at, null])
    }
  })

  it('rejects messages that are cut off, too long or older than RFC 5389', () => {
    expect(readStun(Buffer.alloc(0))).toBeNull()
    expect(readStun(REQUEST.subarray(0, 40))).toBeNull()
    expect(readStun(Buffer.concat([REQUEST, Buffer.alloc(4)]))).toBeNull()
    const old = Buffer.alloc(20)
    old.writeUInt16BE(1, 0)
    expect(readStun(old)).toBeNull()
    old.writeUInt32BE(0x2112a442, 4)
    expect(readStun(old)).toMatchObject({ method: METHOD.binding, attributes: [] })
    expect(saidLength(Buffer.from([0, 1]))).toBeNull()
    expect(saidLength(Buffer.from([0x80, 1, 0, 0]))).toBeNull()
  })

  it('never throws, whatever the input', () => {
    const heads = fc.constant(REQUEST.subarray(0, 20))
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(heads, fc.uint8Array({ maxLength: 80 })).map(([head, rest]) => {
        const whole = Buffer.concat([head, rest])
        whole.writeUInt16BE(rest.length, 2)
        return whole
      }),
    )
    fc.assert(fc.property(any, (found) => void readStun(Buffer.from(found))))
  })

  it('reads what writeStun writes, for every class and method', () => {
    const message = fc.record({
      class: fc.constantFrom('request', 'indication', 'success', 'error'),
      method: fc.nat(0xfff),
      transactionId: fc.uint8Array({ minLength: 12, maxLength: 12 }).map((id) => Buffer.from(id)),
      attributes: fc.array(
        fc.record({
          type: fc.nat(0x7fff),
          value: fc.uint8Array({ maxLength: 50 }).map((value) => Buffer.from(value)),
        }),
      ),
    })
    fc.assert(
      fc.property(message, (written) => {
        const { attributes, ...head } = read(writeStun(written))
        expect({ ...head, attributes: attributes.slice(0, -1) }).toEqual(written)
      }),
    )
  })
})

describe('addresses', () => {
  const id = Buffer.from('0123456789ab')
  it('are the same after writing and reading, in both families', () => {
    const port = fc.nat(65_535)
    fc.assert(
      fc.property(fc.ipV4(), port, (address, port) => {
        expect(readXorAddress(writeXorAddress({ address, port }, id), id)).toEqual({
          address,
          port,
        })
      }),
    )
    fc.assert(
      fc.property(fc.ipV6(), port, (said, port) => {
        const address = new URL(`http://[${said}]`).hostname.slice(1, -1)
        expect(readXorAddress(writeXorAddress({ address: said, port }, id), id)).toEqual({
          address,
          port,
        })
      }),
    )
  })

  it('are rejected in other forms', () => {
    expect(readXorAddress(Buffer.alloc(3), id)).toBeNull()
    expect(readXorAddress(Buffer.from('0003000001020304', 'hex'), id)).toBeNull()
  })
})

describe('errors', () => {
  it('have a number', () => {
    const attributes = [{ type: ATTRIBUTE.errorCode, value: writeErrorCode(420) }]
    const error = { ...read(REQUEST), attributes }
    expect(errorCodeOf(error)).toBe(420)
    expect(errorCodeOf(read(REQUEST))).toBeNull()
  })
})
