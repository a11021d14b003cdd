import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestIn, pack } from '../../../pwa/call/quality/red-packet.ts'

const packet = (time: number, ...bytes: number[]) => ({ time, bytes: Uint8Array.from(bytes) })

describe('a packet of sound that repeats earlier ones', () => {
  it('has the format of RFC 2198', () => {
    const red = pack(111, packet(3_840, 7, 8, 9), [packet(1_920, 1), packet(2_880, 2, 3)])
    // 1920 and 960 earlier, of one and of two bytes.
    const heads = [0x80 | 111, 1_920 >> 6, (1_920 & 63) << 2, 1, 0x80 | 111, 960 >> 6, 0, 2]
    expect([...red]).toEqual([...heads, 111, 1, 2, 3, 7, 8, 9])
  })

  it('is read as its newest one, whatever it repeats', () => {
    const some = fc.uint8Array({ minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(some, fc.array(some, { maxLength: 3 }), (newest, earlier) => {
        const before = earlier.map((bytes, index) => ({ time: 1_000 + index, bytes }))
        const red = pack(111, { time: 2_000, bytes: newest }, before)
        expect(newestIn(red)).toEqual({ type: 111, bytes: newest })
      }),
    )
  })

  it('leaves out what does not fit: too long ago, or too large', () => {
    const large = { time: 99_000, bytes: new Uint8Array(1_024) }
    const red = pack(111, packet(100_000, 5), [packet(1_000, 1), large])
    expect([...red]).toEqual([111, 5])
  })

  it('counts across the end of the RTP time', () => {
    const red = pack(111, packet(400, 5), [packet(2 ** 32 - 560, 1)])
    expect([...red]).toEqual([0x80 | 111, 960 >> 6, 0, 1, 111, 1, 5])
  })

  it('is not read if it is cut off', () => {
    expect(newestIn(Uint8Array.from([0x80 | 111, 0, 0]))).toBeNull()
    expect(newestIn(Uint8Array.from([0x80 | 111, 0, 0, 9, 111, 1]))).toBeNull()
    expect(newestIn(new Uint8Array())).toBeNull()
  })
})
