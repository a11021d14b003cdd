/** Bytes of Google's messaging protocol (MCS): as much of protobuf as it needs, and its frames. */

/** What a message is; the number is its first byte. */
export const TAG = {
  heartbeatPing: 0,
  heartbeatAck: 1,
  loginRequest: 2,
  loginResponse: 3,
  close: 4,
  iqStanza: 7,
  dataMessage: 8,
} as const

/** Of the protocol; the first byte in both directions. */
export const MCS_VERSION = 41

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

export function varint(value: number | bigint): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  return Buffer.from([...bytes, Number(rest)])
}

const key = (field: number, wire: number) => varint((field << 3) | wire)

/** One field of a message, in bytes. */
export const field = {
  integer: (number: number, value: number | bigint) =>
    Buffer.concat([key(number, WIRE.varint), varint(value)]),
  fixed64(number: number, value: bigint) {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(value)
    return Buffer.concat([key(number, WIRE.fixed64), bytes])
  },
  bytes(number: number, value: Buffer | string) {
    const bytes = Buffer.from(value)
    return Buffer.concat([key(number, WIRE.bytes), varint(bytes.length), bytes])
  },
}

/** Reads a number; null where its bytes are not all there. */
function readVarint(bytes: Buffer, from: number): { value: bigint; next: number } | null {
  let value = 0n
  for (let at = from, shift = 0n; at < bytes.length; at += 1, shift += 7n) {
    const byte = bytes.readUInt8(at)
    value |= BigInt(byte & 127) << shift
    if (byte < 128) return { value, next: at + 1 }
  }
  return null
}

/** A message that came, by the numbers of its fields. */
export class Fields {
  readonly #values = new Map<number, (bigint | Buffer)[]>()

  /** Throws where the bytes are no message. */
  constructor(bytes: Buffer) {
    let at = 0
    const take = (length: number) => {
      if (at + length > bytes.length) throw new Error('the message is cut off')
      at += length
      return bytes.subarray(at - length, at)
    }
    const number = () => {
      const read = readVarint(bytes, at)
      if (!read) throw new Error('the message is cut off')
      at = read.next
      return read.value
    }
    while (at < bytes.length) {
      const head = number()
      const wire = Number(head & 7n)
      let value: bigint | Buffer
      if (wire === WIRE.varint) value = number()
      else if (wire === WIRE.fixed64) value = take(8).readBigUInt64LE()
      else if (wire === WIRE.bytes) value = take(Number(number()))
      else if (wire === WIRE.fixed32) value = BigInt(take(4).readUInt32LE())
      else throw new Error(`wire type ${wire}`)
      const name = Number(head >> 3n)
      this.#values.set(name, [...(this.#values.get(name) ?? []), value])
    }
  }

  /** 0 where it is missing. */
  integer(number: number): bigint {
    const value = this.#values.get(number)?.[0]
    return typeof value === 'bigint' ? value : 0n
  }

  /** Empty where it is missing. */
  text(number: number): string {
    return this.texts(number)[0] ?? ''
  }

  texts(number: number): readonly string[] {
    return (this.#values.get(number) ?? []).map((value) => value.toString())
  }
}

export interface Frame {
  readonly tag: number
  readonly fields: Fields
}

/** Cuts what comes from a socket into messages. */
export class FrameReader {
  #bytes = Buffer.alloc(0)
  #greeted = false

  /** The messages that are whole with these bytes. Throws where they are none. */
  read(bytes: Buffer): Frame[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    if (!this.#greeted && this.#bytes.length > 0) {
      const [version] = this.#bytes
      if (version !== MCS_VERSION) throw new Error(`version ${version}`)
      this.#bytes = this.#bytes.subarray(1)
      this.#greeted = true
    }
    const frames: Frame[] = []
    for (;;) {
      const length = readVarint(this.#bytes, 1)
      if (!length) return frames
      const end = length.next + Number(length.value)
      if (this.#bytes.length < end) return frames
      const tag = this.#bytes.readUInt8(0)
      frames.push({ tag, fields: new Fields(this.#bytes.subarray(length.next, end)) })
      this.#bytes = this.#bytes.subarray(end)
    }
  }
}

/** A message as it is sent, but for the version before the first. */
export function frame(tag: number, ...fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat(fields)
  return Buffer.concat([Buffer.from([tag]), varint(body.length), body])
}
