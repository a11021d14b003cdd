/**
 * Takes everything out of a photo that is no picture: where and when it was taken, comments, thumbnails, further
 * frames of an animation, and whatever follows its end. A colour profile goes, too: it may name the screen or the camera,
 * even by its serial number. Peal's own page uploads pictures that need none. Nothing is decoded.
 */
import { webpPictureSize, type PhotoType } from './photo-check.ts'

/**
 * The photo with its picture alone; null: it is broken, or says two sizes, of which a browser could show the larger
 * one. So the size that its header says now is the size of the picture.
 */
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
/** JFIF, and Adobe's note of how colours are coded: without them colours would differ. */
const APP = { jfif: 0xe0, adobe: 0xee }
const APP_NAME = { jfif: 'JFIF\0', adobe: 'Adobe' }
/**
 * Usual pictures have at most a dozen scans. Each makes the browsers of all who see the photo go over the whole picture:
 * the 20,000 for which there is room would keep a processor busy for 20 s.
 */
const SCANS_MAX = 64
/** JFIF up to the size of its thumbnail, which is 0 × 0 in what is kept. */
const JFIF_BYTES = 12
const JFIF_WHOLE_BYTES = 14
const ADOBE_BYTES = 12
/** Frame headers, without the three other markers among them (ITU-T T.81, table B.1). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Without a length, or of several frames or another number of lines: no browser makes such pictures. */
const isStrange = (marker: number) =>
  marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || [0xdc, 0xde, 0xdf].includes(marker)

/** JPEG (ITU-T T.81, annex B): segments, and after each scan header its coded data. */
function stripJpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let frames = 0
  let scans = 0
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
      return frames === 1 ? Buffer.concat(kept) : null
    }
    if (isStrange(marker)) return null
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return null
    if (isFrame(marker)) frames += 1
    kept.push(keptSegment(marker, bytes.subarray(at, end)))
    at = end
    if (marker !== JPEG.scan) continue
    scans += 1
    if (scans > SCANS_MAX) return null
    const data = at
    // Coded data has 0xff only before 0 or a restart marker.
    while (bytes.readUInt8(at) !== 0xff || isData(bytes.readUInt8(at + 1))) at += 1
    kept.push(bytes.subarray(data, at))
  }
}

const NOTHING = Buffer.alloc(0)

/** What is kept of a segment, which begins with its marker and length. */
function keptSegment(marker: number, segment: Buffer): Buffer {
  if (marker === JPEG.comment) return NOTHING
  if (marker < JPEG.firstApp || marker > JPEG.lastApp) return segment
  const content = segment.subarray(4)
  const isNamed = (name: string) => content.toString('latin1', 0, name.length) === name
  switch (marker) {
    case APP.jfif:
      return isNamed(APP_NAME.jfif) && content.length >= JFIF_WHOLE_BYTES
        ? withoutThumbnail(content)
        : NOTHING
    case APP.adobe:
      return isNamed(APP_NAME.adobe) && content.length === ADOBE_BYTES ? segment : NOTHING
    default:
      return NOTHING
  }
}

function withoutThumbnail(content: Buffer): Buffer {
  const head = Buffer.from([0xff, APP.jfif, 0, 2 + JFIF_WHOLE_BYTES])
  const noThumbnail = Buffer.alloc(JFIF_WHOLE_BYTES - JFIF_BYTES)
  return Buffer.concat([head, content.subarray(0, JFIF_BYTES), noThumbnail])
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
    // The header comes first, and once.
    if ((type === 'IHDR') !== (at === PNG_HEAD_BYTES)) return null
    if (PNG_KEPT.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

const RIFF_HEAD_BYTES = 12
const FRAME_HEAD_BYTES = 16
/** The bit of VP8X that there is transparency. */
const ALPHA_FLAG = 0x10

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
  const size = image === undefined ? null : webpPictureSize(image.type, image.content)
  if (image === undefined || size === null) return null
  const alpha = picture.find(({ type }) => type === 'ALPH')
  const parts = [alpha, image].filter((part) => part !== undefined)
  const extended = all.find(({ type }) => type === 'VP8X')
  if (extended !== undefined && parts.length > 1) {
    const head = extendedHead(extended.content, frame)
    // Width and height, less one, in three bytes each.
    const isWhole =
      head.readUIntLE(4, 3) + 1 === size.width && head.readUIntLE(7, 3) + 1 === size.height
    if (!isWhole) return null
    parts.unshift({ type: 'VP8X', content: head })
  }
  const content = Buffer.concat(parts.map(chunk))
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + content.length, 4)
  return Buffer.concat([head, content])
}

/** That there is transparency, and the size of the canvas: the frame's, where an animation had a larger one. */
function extendedHead(former: Buffer, frame: Chunk | undefined): Buffer {
  const head = Buffer.from(former.subarray(0, 10))
  head.writeUInt8(ALPHA_FLAG, 0)
  // Width and height, less one, in three bytes each.
  if (frame !== undefined) frame.content.copy(head, 4, 6, 12)
  return head
}
