/**
 * Detects the type and the size in pixels of an uploaded photo from its first bytes, without decoding
 * it.
 */

import { randomToken } from '../random.ts'

/** Random bytes of the version in a photo's address. */
const VERSION_BYTES = 9

/** A new version for a photo's address. */
export const newPhotoVersion = () => randomToken(VERSION_BYTES)

/** The formats that every browser can show. */
export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** Width and height are in pixels. */
interface PhotoHeader {
  readonly type: PhotoType
  readonly width: number
  readonly height: number
}

const PNG_MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** PNG, section 5.3: the first chunk is IHDR and begins with width and height. */
function png(bytes: Buffer): PhotoHeader | null {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** JPEG, table B.1: segments with a length that may come before the frame (tables, APPn, COM). */
function isSegment(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || [0xc4, 0xcc, 0xdb, 0xdd, 0xfe].includes(marker)
}

/** JPEG, B.2.2: the frame header (SOF0 to SOF15 without DHT, JPG and DAC) has height and width. */
function jpeg(bytes: Buffer): PhotoHeader | null {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (frame) {
      return {
        type: 'image/jpeg',
        width: bytes.readUInt16BE(at + 7),
        height: bytes.readUInt16BE(at + 5),
      }
    }
    // The data begins or ends before any frame header; or the marker has no length, and reading one
    // would skip the frame that a browser shows.
    if (!isSegment(marker)) return null
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

/** The size of a WebP's picture, from the content of its chunk; null: the chunk is no picture, or broken. */
export function webpPictureSize(
  chunk: string,
  content: Buffer,
): { readonly width: number; readonly height: number } | null {
  if (chunk === 'VP8 ') {
    if (content.length < 10 || content.readUIntBE(3, 3) !== 0x9d012a) return null
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff }
  }
  if (chunk !== 'VP8L' || content.length < 5 || content[0] !== 0x2f) return null
  const sizes = content.readUInt32LE(1)
  return { width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1 }
}

/** WebP (RFC 9649, sections 2.5 to 2.7): lossy, lossless and extended have different headers. */
function webp(bytes: Buffer): PhotoHeader | null {
  if (bytes.length < 30) return null
  const type = 'image/webp'
  const chunk = bytes.toString('latin1', 12, 16)
  if (chunk === 'VP8X') {
    return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  }
  const size = webpPictureSize(chunk, bytes.subarray(20))
  return size === null ? null : { type, ...size }
}

/** The header of a JPEG, PNG or WebP picture; null: it is none of these, or broken. */
export function photoHeader(bytes: Buffer): PhotoHeader | null {
  if (bytes.subarray(0, 8).equals(PNG_MAGIC)) return png(bytes)
  if (bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return jpeg(bytes)
  const riff = bytes.length > 12 && bytes.toString('latin1', 0, 4) === 'RIFF'
  return riff && bytes.toString('latin1', 8, 12) === 'WEBP' ? webp(bytes) : null
}
