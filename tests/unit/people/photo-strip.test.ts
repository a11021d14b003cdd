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
const SCREEN = Buffer.from('ICC_PROFILE\0\u0001\u0001 of the screen with the serial number 4711')
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
    ['lossy WebP', webpOf('VP8 ', 320, 200), 'image/webp'],
    ['lossless WebP', webpOf('VP8L', 320, 200), 'image/webp'],
    [
      'WebP with transparency',
      riff(extended(320, 200, 0x10), webpChunk('ALPH', Buffer.from('alpha')), lossy(320, 200)),
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

  it('that a browser encoded keeps its size, without the profile that the browser adds', () => {
    const bytes = readFileSync('push-server/demo/portraits/ada.webp')
    const bare = stripPhoto(bytes, 'image/webp') ?? Buffer.alloc(0)
    expect(bytes.includes('ICCP')).toBe(true)
    expect(bare.includes('ICCP')).toBe(false)
    expect(photoHeader(bare)).toEqual(photoHeader(bytes))
  })

  it.each([
    ['JPEG', jpegOf(9, 9, [jpegSegment(0xe2, SCREEN)]), jpegOf(9, 9), 'image/jpeg'],
    ['PNG', withChunks(pngOf(9, 9), pngChunk('iCCP', SCREEN)), pngOf(9, 9), 'image/png'],
    [
      'WebP',
      riff(extended(9, 9, 0x30), webpChunk('ICCP', SCREEN), lossless(9, 9)),
      webpOf('VP8L', 9, 9),
      'image/webp',
    ],
    [
      'WebP with transparency',
      riff(
        extended(9, 9, 0x30),
        webpChunk('ICCP', SCREEN),
        webpChunk('ALPH', Buffer.from('alpha')),
        lossy(9, 9),
      ),
      riff(extended(9, 9, 0x10), webpChunk('ALPH', Buffer.from('alpha')), lossy(9, 9)),
      'image/webp',
    ],
  ] as const)('loses its colour profile, which may name a screen: %s', (_, bytes, bare, type) => {
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

describe('attack: a photo that says two sizes', () => {
  const huge = lossless(16_383, 16_383)
  const sof = Buffer.from('080000ffdcffdc01011100', 'hex').subarray(1)

  it.each([
    ['whose canvas is small', riff(extended(100, 100, 0), huge)],
    ['whose frame is small', riff(extended(100, 100, 2), frame(100, 100, huge))],
  ])('has the size of its picture: a WebP %s', (_, bytes) => {
    const bare = stripPhoto(bytes, 'image/webp')
    expect(bare && photoHeader(bare)).toMatchObject({ width: 16_383, height: 16_383 })
  })

  it.each([
    [
      'a WebP with transparency whose canvas is small',
      riff(extended(100, 100, 0x10), webpChunk('ALPH', Buffer.from('alpha')), huge),
      'image/webp',
    ],
    ['a WebP with a picture cut short', riff(webpChunk('VP8L', Buffer.from('/'))), 'image/webp'],
    ['a JPEG with a second frame', jpegOf(9, 9, [jpegSegment(0xc0, sof)]), 'image/jpeg'],
    ['a JPEG that says its lines later', jpegOf(9, 9, [jpegSegment(0xdc, sof)]), 'image/jpeg'],
    ['a JPEG of several frames', jpegOf(9, 9, [jpegSegment(0xde, sof)]), 'image/jpeg'],
    [
      'a PNG with a second header',
      withChunks(pngOf(9, 9), pngOf(16_383, 16_383).subarray(8, 33)),
      'image/png',
    ],
  ] as const)('is refused: %s', (_, bytes, type) => {
    expect(stripPhoto(bytes, type)).toBeNull()
  })
})

describe('attack: a photo that takes long to show', () => {
  const scan = Buffer.concat([
    jpegSegment(0xda, Buffer.from('010100013f10', 'hex')),
    Buffer.from('0007', 'hex'),
  ])
  const withScans = (count: number) => {
    const picture = jpegOf(9, 9)
    const more = Array<Buffer>(count - 1).fill(scan)
    return Buffer.concat([picture.subarray(0, -2), ...more, picture.subarray(-2)])
  }

  it('is refused: a JPEG of thousands of scans, but not one of as many as usual', () => {
    expect(stripPhoto(withScans(20_000), 'image/jpeg')).toBeNull()
    expect(stripPhoto(withScans(65), 'image/jpeg')).toBeNull()
    const usual = withScans(12)
    expect(stripPhoto(usual, 'image/jpeg')?.equals(usual)).toBe(true)
  })
})

describe('what programs write into a JPEG', () => {
  const JFIF = Buffer.from('4a46494600010100000100010000', 'hex')

  it('loses thumbnails and text in segments whose usual content is kept', () => {
    const thumbnail = Buffer.concat([JFIF.subarray(0, 12), Buffer.from([1, 1]), Buffer.from('abc')])
    const bytes = jpegOf(9, 9, [
      jpegSegment(0xe0, Buffer.concat([Buffer.from('JFXX\0'), WHERE])),
      jpegSegment(0xe0, thumbnail),
      jpegSegment(0xee, WHERE),
      jpegSegment(0xee, Buffer.concat([Buffer.from('Adobe'), WHERE])),
    ])
    const bare = jpegOf(9, 9, [jpegSegment(0xe0, JFIF)])
    expect(stripPhoto(bytes, 'image/jpeg')?.equals(bare)).toBe(true)
  })

  it("keeps Adobe's note of how colours are coded", () => {
    const adobe = jpegSegment(0xee, Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1'))
    const bytes = jpegOf(9, 9, [adobe])
    expect(stripPhoto(bytes, 'image/jpeg')?.equals(bytes)).toBe(true)
  })
})
