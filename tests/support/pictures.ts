/** Minimal picture headers: only what tells the type and the size. */

/** PNG: signature and IHDR. */
export function pngOf(width: number, height: number, length = 64): Buffer {
  const bytes = Buffer.alloc(length)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

/** JPEG: APP0, a Huffman table, then the frame. */
export function jpegOf(width: number, height: number): Buffer {
  const frame = Buffer.from('ffc2001108000000000301220002110103110100', 'hex')
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('ffc40005000000', 'hex'),
    frame,
    Buffer.alloc(32),
  ])
}

/** WebP of one of its three kinds. */
export function webpOf(kind: string, width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64)
  bytes.write('RIFF', 0, 'latin1')
  bytes.write(`WEBP${kind}`, 8, 'latin1')
  switch (kind) {
    case 'VP8 ':
      bytes.writeUIntBE(0x9d012a, 23, 3)
      bytes.writeUInt16LE(width, 26)
      bytes.writeUInt16LE(height, 28)
      break
    case 'VP8L':
      bytes[20] = 0x2f
      bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21)
      break
    default:
      bytes.writeUIntLE(width - 1, 24, 3)
      bytes.writeUIntLE(height - 1, 27, 3)
  }
  return bytes
}
