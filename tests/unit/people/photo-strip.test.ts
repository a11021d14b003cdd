import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { photoHeader } from '../../../push-server/people/photo-check.ts'
import { stripPhoto } from '../../../push-server/people/photo-strip.ts'
import {
  extended,
  jpegOf,
  jpegSegment,
  lossless,
  lossy,
  pngChunk,
  pngOf,
  riff,
  webpChunk,
  webpOf,
} from '../../support/pictures.ts'

const WHERE = Buffer.from('Exif\0\0 at home, 52.5200 N 13.4050 E')
const EVIL = Buffer.from('<script>alert(1)</script>')
const profile = Buffer.concat([Buffer.from('ICC_PROFILE\0\u0001\u0001'), Buffer.alloc(8)])
const frame = (width: number, height: number, ...parts: Buffer[]) => {
  const head = Buffer.alloc(16)
  head.writeUIntLE(width - 1, 6, 3)
  head.writeUIntLE(height - 1, 9, 3)
  return webpChunk('ANMF', Buffer.concat([head, ...parts]))
}

/** Puts chunks behind IHDR of a PNG. */
function withChunks(png: Buffer, ...chunks: Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])
}

describe('a photo', () => {
  it.each([
    ['PNG', pngOf(320, 200), 'image/png'],
    ['JPEG', jpegOf(320, 200), 'image/jpeg'],
    ['JPEG with a colour profile', jpegOf(320, 200, [jpegSegment(0xe2, profile)]), 'image/jpeg'],
    ['lossy WebP', webpOf('VP8 ', 320, 200), 'image/webp'],
    ['lossless WebP', webpOf('VP8L', 320, 200), 'image/webp'],
    [
      'WebP with transparency and profile',
      riff(
        extended(320, 200, 0x30),
        webpChunk('ICCP', Buffer.from('colours')),
        webpChunk('ALPH', Buffer.from('alpha')),
        lossy(320, 200),
      ),
      'image/webp',
    ],
    [
      'picture that a browser encoded',
      readFileSync('push-server/demo/portraits/ada.webp'),
      'image/webp',
    ],
  ] as const)('stays as it is: a %s', (_, bytes, type) => {
    expect(stripPhoto(bytes, type)?.equals(bytes)).toBe(true)
  })

  it.each([
    [
      'JPEG',
      jpegOf(320, 200, [
        jpegSegment(0xe1, WHERE),
        jpegSegment(0xfe, WHERE),
        jpegSegment(0xed, WHERE),
        jpegSegment(0xe2, Buffer.concat([Buffer.from('MPF\0'), WHERE])),
      ]),
      jpegOf(320, 200),
      'image/jpeg',
    ],
    [
      'PNG',
      withChunks(
        pngOf(320, 200),
        pngChunk('eXIf', WHERE),
        pngChunk('tEXt', WHERE),
        pngChunk('iTXt', WHERE),
        pngChunk('acTL', Buffer.alloc(8)),
        pngChunk('fcTL', Buffer.alloc(26)),
      ),
      pngOf(320, 200),
      'image/png',
    ],
    [
      'WebP',
      riff(
        extended(320, 200, 0x0c),
        lossy(320, 200),
        webpChunk('EXIF', WHERE),
        webpChunk('XMP ', WHERE),
      ),
      webpOf('VP8 ', 320, 200),
      'image/webp',
    ],
  ] as const)('loses where and when it was taken: %s', (_, bytes, bare, type) => {
    expect(stripPhoto(bytes, type)?.equals(bare)).toBe(true)
  })

  it.each([
    ['JPEG', jpegOf(320, 200), 'image/jpeg'],
    ['PNG', pngOf(320, 200), 'image/png'],
    ['WebP', webpOf('VP8L', 320, 200), 'image/webp'],
  ] as const)('loses what follows its end: %s', (_, bytes, type) => {
    expect(stripPhoto(Buffer.concat([bytes, EVIL]), type)?.equals(bytes)).toBe(true)
  })

  it('that moves keeps its first picture', () => {
    const still = riff(
      extended(320, 200, 0x02),
      webpChunk('ANIM', Buffer.alloc(6)),
      frame(320, 200, lossy(320, 200)),
      frame(320, 200, lossy(16, 16)),
    )
    const bytes = stripPhoto(still, 'image/webp')
    expect(bytes?.equals(webpOf('VP8 ', 320, 200))).toBe(true)
    const clear = riff(
      extended(320, 200, 0x12),
      webpChunk('ANIM', Buffer.alloc(6)),
      frame(100, 50, webpChunk('ALPH', Buffer.from('alpha')), lossy(100, 50)),
    )
    const first = stripPhoto(clear, 'image/webp') ?? Buffer.alloc(0)
    expect(photoHeader(first)).toEqual({ type: 'image/webp', width: 100, height: 50 })
    expect(first.readUInt8(20)).toBe(0x10)
    expect(first.includes('ANIM')).toBe(false)
    expect(stripPhoto(riff(extended(9, 9, 0x10), lossless(9, 9)), 'image/webp')).toEqual(
      webpOf('VP8L', 9, 9),
    )
  })

  it.each([
    ['a PNG whose chunk leads beyond its end', pngOf(9, 9).subarray(0, 60), 'image/png'],
    ['a JPEG without an end', jpegOf(9, 9).subarray(0, -2), 'image/jpeg'],
    ['a JPEG whose segment leads beyond its end', jpegOf(9, 9).subarray(0, 30), 'image/jpeg'],
    ['a WebP whose chunk leads beyond its end', webpOf('VP8 ', 9, 9).subarray(0, 30), 'image/webp'],
    ['a WebP without a picture', riff(extended(9, 9, 0)), 'image/webp'],
  ] as const)('is refused where it is broken: %s', (_, bytes, type) => {
    expect(stripPhoto(bytes, type)).toBeNull()
  })
})
