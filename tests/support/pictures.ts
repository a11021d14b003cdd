/** Small pictures with all parts that their formats require; what is in their pixels does not matter. */

export function pngChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length)
  head.write(type, 4, 'latin1')
  // Nobody here reads the checksum.
  return Buffer.concat([head, content, Buffer.alloc(4)])
}

/** PNG: signature, IHDR, IDAT and IEND, of this length in bytes. */
export function pngOf(width: number, height: number, length = 96): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  const head = [Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IHDR', size)]
  const end = pngChunk('IEND', Buffer.alloc(0))
  const rest = length - head.reduce((sum, part) => sum + part.length, 0) - end.length - 12
  return Buffer.concat([...head, pngChunk('IDAT', Buffer.alloc(rest)), end])
}

export function jpegSegment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** JPEG: APP0, a Huffman table, the frame, and a scan with its data. `more`: further segments before the frame. */
export function jpegOf(width: number, height: number, more: readonly Buffer[] = []): Buffer {
  const frame = Buffer.from('08000000000301220002110103110100', 'hex')
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    jpegSegment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    ...more,
    jpegSegment(0xc4, Buffer.from('000000', 'hex')),
    jpegSegment(0xc2, frame),
    jpegSegment(0xda, Buffer.from('03010002110311003f00', 'hex')),
    Buffer.from('1234ff00ffd01234ff00', 'hex'),
    Buffer.from('ffd9', 'hex'),
  ])
}

export function webpChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

export function riff(...chunks: readonly Buffer[]): Buffer {
  const content = Buffer.concat(chunks)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + content.length, 4)
  return Buffer.concat([head, content])
}

/** The picture of a lossy WebP. */
export function lossy(width: number, height: number): Buffer {
  const content = Buffer.alloc(24)
  content.writeUIntBE(0x9d012a, 3, 3)
  content.writeUInt16LE(width, 6)
  content.writeUInt16LE(height, 8)
  return webpChunk('VP8 ', content)
}

export function lossless(width: number, height: number): Buffer {
  const content = Buffer.alloc(24)
  content[0] = 0x2f
  content.writeUInt32LE((width - 1) | ((height - 1) << 14), 1)
  return webpChunk('VP8L', content)
}

/** The head of an extended WebP. */
export function extended(width: number, height: number, flags: number): Buffer {
  const content = Buffer.alloc(10)
  content[0] = flags
  content.writeUIntLE(width - 1, 4, 3)
  content.writeUIntLE(height - 1, 7, 3)
  return webpChunk('VP8X', content)
}

/** WebP of one of its three kinds. */
export function webpOf(kind: string, width: number, height: number): Buffer {
  switch (kind) {
    case 'VP8 ':
      return riff(lossy(width, height))
    case 'VP8L':
      return riff(lossless(width, height))
    case 'VP8X':
      return riff(extended(width, height, 0), lossy(width, height))
    default:
      return riff(webpChunk(kind, Buffer.alloc(44)))
  }
}
