import { describe, expect, it } from 'vitest'
import { MAX_ANSWER_BYTES, answerBinding } from '../../../push-server/ice/binding-answer.ts'
import { stunUrlsOf } from '../../../push-server/ice/ice-servers.ts'
import { SourceLimit } from '../../../push-server/ice/source-limit.ts'
import { readXorAddress } from '../../../push-server/ice/stun-address.ts'
import { errorCodeOf } from '../../../push-server/ice/stun-message.ts'
import {
  ATTRIBUTE,
  METHOD,
  readStun,
  valueOf,
  writeStun,
} from '../../../push-server/ice/stun-message.ts'
import type { StunMessage } from '../../../push-server/ice/stun-message.ts'
import { stunHost } from '../../../push-server/ice/stun-responder.ts'

const transactionId = Buffer.from('0123456789ab')
const source = { address: '203.0.113.9', port: 54_321 }
const v6 = { address: '2001:db8::9', port: 54_321 }

function asking(changes: Partial<StunMessage> = {}): Buffer {
  const message = {
    class: 'request',
    method: METHOD.binding,
    transactionId,
    attributes: [],
  } as const
  return writeStun({ ...message, ...changes })
}

function unknown(count: number): StunMessage['attributes'] {
  return Array.from({ length: count }, (_, each) => ({
    type: 0x7000 + each,
    value: Buffer.alloc(0),
  }))
}

function answered(datagram: Buffer, from = source): StunMessage {
  const answer = answerBinding(datagram, from)
  expect(answer?.length).toBeLessThanOrEqual(MAX_ANSWER_BYTES)
  const read = answer && readStun(answer)
  if (!read) throw new Error('no answer')
  expect(read.transactionId).toEqual(transactionId)
  return read
}

describe('answerBinding', () => {
  it.each([source, v6])('returns the address of the request ($address)', (from) => {
    const answer = answered(asking(), from)
    expect(answer).toMatchObject({ class: 'success', method: METHOD.binding })
    const value = valueOf(answer, ATTRIBUTE.xorMappedAddress)
    expect(value && readXorAddress(value, transactionId)).toEqual(from)
    expect(valueOf(answer, ATTRIBUTE.fingerprint)).toBeDefined()
  })

  it('answers a bare header, and attributes that need not be understood', () => {
    const bare = Buffer.from(asking().subarray(0, 20))
    bare.writeUInt16BE(0, 2)
    expect(answered(bare).class).toBe('success')
    const attributes = [
      { type: ATTRIBUTE.software, value: Buffer.from('a browser') },
      { type: ATTRIBUTE.username, value: Buffer.from('ada') },
      { type: 0xffff, value: Buffer.alloc(7) },
    ]
    expect(answered(asking({ attributes })).class).toBe('success')
  })

  it('lists up to eight unknown attributes that it had to understand', () => {
    const answer = answered(asking({ attributes: unknown(1) }))
    expect([answer.class, errorCodeOf(answer)]).toEqual(['error', 420])
    expect(valueOf(answer, ATTRIBUTE.unknownAttributes)).toEqual(Buffer.from('7000', 'hex'))
    const many = answered(asking({ attributes: unknown(100) }), v6)
    expect(valueOf(many, ATTRIBUTE.unknownAttributes)?.length).toBe(16)
  })

  it('does not answer anything else', () => {
    const silent = [
      asking({ class: 'indication' }),
      asking({ class: 'success' }),
      asking({ class: 'error' }),
      asking({ method: METHOD.allocate }),
      asking({ attributes: [{ type: ATTRIBUTE.software, value: Buffer.alloc(600) }] }),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.alloc(0),
      Buffer.alloc(20),
    ]
    for (const datagram of silent) expect(answerBinding(datagram, source)).toBeNull()
    const damaged = asking()
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1)
    expect(answerBinding(damaged, source)).toBeNull()
  })
})

describe('SourceLimit', () => {
  it('allows each source a hundred a second', () => {
    const limit = new SourceLimit()
    const allowed = (address: string, now: number) =>
      Array.from({ length: 150 }, () => limit.allows(address, now)).filter(Boolean).length
    expect(allowed('203.0.113.9', 5_000)).toBe(100)
    expect(allowed('203.0.113.10', 5_999)).toBe(100)
    expect(allowed('203.0.113.9', 5_999)).toBe(0)
    expect(allowed('203.0.113.9', 6_000)).toBe(100)
    // An IPv6 customer has 2^64 addresses.
    expect(allowed('2001:db8::1', 6_000)).toBe(100)
    expect(allowed('2001:db8::2', 6_000)).toBe(0)
  })

  it('allows at most ten thousand sources a second', () => {
    const limit = new SourceLimit()
    const address = (n: number) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
    const allowed = Array.from({ length: 10_100 }, (_, n) => limit.allows(address(n), 0))
    expect(allowed.filter(Boolean)).toHaveLength(10_000)
    expect(limit.allows(address(0), 0)).toBe(true)
  })
})

describe('the address of the responder', () => {
  it.each([
    ['127.0.0.1', 'http://localhost:3000', '127.0.0.1'],
    ['localhost', 'http://localhost:3000', 'localhost'],
    ['127.0.0.1', 'https://peal.example.org', '::'],
    ['::1', 'https://peal.example.org', '::'],
    ['0.0.0.0', 'https://peal.example.org', '::'],
    ['::', 'https://peal.example.org', '::'],
    ['192.0.2.7', 'https://peal.example.org', '192.0.2.7'],
  ])('with HOST %s and origin %s is %s', (host, origin, at) => {
    expect(stunHost(host, origin)).toBe(at)
  })

  it('for pages is on the origin’s host, unless other servers are set', () => {
    const origin = 'https://peal.example.org:8443'
    expect(stunUrlsOf([], 3478, origin)).toEqual(['stun:peal.example.org:3478'])
    expect(stunUrlsOf([], 3478, 'http://[2001:db8::1]')).toEqual(['stun:[2001:db8::1]:3478'])
    expect(stunUrlsOf([], null, origin)).toEqual([])
    expect(stunUrlsOf(['stun:s'], 3478, origin)).toEqual(['stun:s'])
  })
})
