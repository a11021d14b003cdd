import { describe, expect, it } from 'vitest'
import { field, Fields, frame, FrameReader, MCS_VERSION, TAG } from '../../support/push/mcs-wire.ts'

const login = frame(
  TAG.loginRequest,
  field.bytes(3, '1234567890123456789'),
  field.bytes(10, 'a'),
  field.bytes(10, 'b'),
)
const ping = frame(TAG.heartbeatPing, field.integer(2, 300))
const stream = Buffer.concat([Buffer.from([MCS_VERSION]), login, ping])

describe("messages of Google's push service", () => {
  it('are as protobuf has them', () => {
    expect(field.integer(1, 150).toString('hex')).toBe('089601')
    expect(field.bytes(2, 'testing').toString('hex')).toBe('120774657374696e67')
    expect(field.fixed64(7, 1n).toString('hex')).toBe('390100000000000000')
  })

  it('are read field by field', () => {
    const secret = 0x7fff_ffff_ffff_ffffn
    const fields = new Fields(Buffer.concat([field.fixed64(13, secret), field.integer(2, -1)]))
    expect(fields.integer(13)).toBe(secret)
    expect(fields.integer(2)).toBe(2n ** 64n - 1n)
    expect([fields.integer(1), fields.text(1), fields.texts(1)]).toEqual([0n, '', []])
    expect(() => new Fields(Buffer.from('1207', 'hex'))).toThrow('cut off')
  })

  it.each([1, 2, 7, stream.length])('are read from a stream in pieces of %i bytes', (step) => {
    const reader = new FrameReader()
    const frames = []
    for (let at = 0; at < stream.length; at += step) {
      frames.push(...reader.read(stream.subarray(at, at + step)))
    }
    expect(frames.map(({ tag }) => tag)).toEqual([TAG.loginRequest, TAG.heartbeatPing])
    expect(frames[0]?.fields.text(3)).toBe('1234567890123456789')
    expect(frames[0]?.fields.texts(10)).toEqual(['a', 'b'])
    expect(frames[1]?.fields.integer(2)).toBe(300n)
  })

  it('are rejected if the stream does not start with the version', () => {
    expect(() => new FrameReader().read(login)).toThrow('version 2')
  })
})
