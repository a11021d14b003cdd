/**
 * Takes everything out of a photo that is no picture: where and when it was taken, comments, thumbnails, further
 * frames of an animation, and whatever follows its end. Nothing is decoded.
 */
import type { PhotoType } from './photo-check.ts'

/** The photo with its picture alone; null: it is broken. */
export function stripPhoto(bytes: Buffer, type: PhotoType): Buffer | null {
  try {
    switch (type) {
      case 'image/jpeg':
        return stripJpeg(bytes)
      case 'image/png':
        return stripPng(bytes)
      case 'image/webp':
        return stripWebp(bytes)
      default:
        return type satisfies never
    }
  } catch (error) {
    // A length that leads beyond the end.
    if (error instanceof RangeError) return null
    throw error
  }
}

const JPEG = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe, firstApp: 0xe0, lastApp: 0xef }
/** JFIF, the colour profile, and Adobe's note of how colours are coded: without them colours would differ. */
const JPEG_KEPT: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee])
const ICC_NAME = 'ICC_PROFILE\0'

/** JPEG (ITU-T T.81, annex B): segments, and after each scan header its coded data. */
function stripJpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === JPEG.end) {
      kept.push(bytes.subarray(at, at + 2))
      return Buffer.concat(kept)
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return null
    if (isKeptSegment(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== JPEG.scan) continue
    const data = at
    // Coded data has 0xff only before 0 or a restart marker.
    while (bytes.readUInt8(at) !== 0xff || isData(bytes.readUInt8(at + 1))) at += 1
    kept.push(bytes.subarray(data, at))
  }
}

function isKeptSegment(marker: number, content: Buffer): boolean {
  if (marker === JPEG.comment) return false
  if (marker < JPEG.firstApp || marker > JPEG.lastApp) return true
  if (!JPEG_KEPT.has(marker)) return false
  return marker !== 0xe2 || content.toString('latin1', 0, ICC_NAME.length) === ICC_NAME
}

const isData = (after: number) => after === 0 || (after >= 0xd0 && after <= 0xd7)

/** Chunks without which the picture would look different (PNG, section 11). */
const PNG_KEPT: ReadonlySet<string> = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
])
const PNG_HEAD_BYTES = 8

/** PNG: chunks of length, type, content and checksum. An animation keeps its first picture, which is in IDAT. */
function stripPng(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, PNG_HEAD_BYTES)]
  let at = PNG_HEAD_BYTES
  for (;;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return null
    if (PNG_KEPT.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

const RIFF_HEAD_BYTES = 12
const FRAME_HEAD_BYTES = 16
/** Bits of VP8X: that there is a colour profile, and that there is transparency. */
const WEBP_FLAGS = { profile: 0x20, alpha: 0x10 }

interface Chunk {
  readonly type: string
  readonly content: Buffer
}

/** WebP (RFC 9649): chunks of type, length and content, padded to an even length. */
function chunksOf(bytes: Buffer, from: number): Chunk[] {
  const chunks: Chunk[] = []
  let at = from
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > bytes.length) throw new RangeError('a chunk beyond the end')
    chunks.push({
      type: bytes.toString('latin1', at, at + 4),
      content: bytes.subarray(at + 8, at + 8 + length),
    })
    at += 8 + length + (length % 2)
  }
  return chunks
}

function chunk({ type, content }: Chunk): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

function stripWebp(bytes: Buffer): Buffer | null {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return null
  const all = chunksOf(bytes.subarray(0, end), RIFF_HEAD_BYTES)
  const frame = all.find(({ type }) => type === 'ANMF')
  // The first frame of an animation stands for all.
  const picture = frame === undefined ? all : chunksOf(frame.content, FRAME_HEAD_BYTES)
  const image = picture.find(({ type }) => type === 'VP8 ' || type === 'VP8L')
  if (image === undefined) return null
  const alpha = picture.find(({ type }) => type === 'ALPH')
  const profile = all.find(({ type }) => type === 'ICCP')
  const parts = [profile, alpha, image].filter((part) => part !== undefined)
  const extended = all.find(({ type }) => type === 'VP8X')
  if (extended !== undefined && parts.length > 1) {
    parts.unshift({ type: 'VP8X', content: extendedHead(extended.content, frame, parts) })
  }
  const content = Buffer.concat(parts.map(chunk))
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + content.length, 4)
  return Buffer.concat([head, content])
}

/** Flags and size of the canvas, which is the frame's where an animation had a larger one. */
function extendedHead(former: Buffer, frame: Chunk | undefined, parts: readonly Chunk[]): Buffer {
  const head = Buffer.from(former.subarray(0, 10))
  const has = (wanted: string) => parts.some(({ type }) => type === wanted)
  const isLossless = has('VP8L')
  const alpha = has('ALPH') || (isLossless && (former.readUInt8(0) & WEBP_FLAGS.alpha) !== 0)
  head.writeUInt8((has('ICCP') ? WEBP_FLAGS.profile : 0) | (alpha ? WEBP_FLAGS.alpha : 0), 0)
  // Width and height, less one, in three bytes each.
  if (frame !== undefined) frame.content.copy(head, 4, 6, 12)
  return head
}
