import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { photoHeader } from '../../../push-server/people/photo-check.ts'
import { jpegOf, pngOf, riff, webpChunk, webpOf } from '../../support/pictures.ts'

describe('photoHeader', () => {
  it.each([
    ['PNG', pngOf(320, 200), 'image/png'],
    ['JPEG', jpegOf(320, 200), 'image/jpeg'],
    ['lossy WebP', webpOf('VP8 ', 320, 200), 'image/webp'],
    ['lossless WebP', webpOf('VP8L', 320, 200), 'image/webp'],
    ['extended WebP', webpOf('VP8X', 320, 200), 'image/webp'],
  ])('reads the type and the size of a %s', (_, bytes, type) => {
    expect(photoHeader(bytes)).toEqual({ type, width: 320, height: 200 })
  })

  it('reads a picture that a browser encoded', () => {
    const ada = readFileSync('push-server/demo/portraits/ada.webp')
    expect(photoHeader(ada)).toEqual({ type: 'image/webp', width: 384, height: 384 })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(64))],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'.padEnd(64))],
    ['a GIF', Buffer.from('GIF89a'.padEnd(64))],
    ['a PNG cut short', pngOf(320, 200).subarray(0, 20)],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0, 0, 0])],
    [
      'a JPEG whose segments lead nowhere',
      Buffer.from('ffd8ffe0ffff4a46494600'.padEnd(40, '0'), 'hex'),
    ],
    // ff01 has no length; the frame after it is 65,500 pixels wide, the one at its "length" only one.
    [
      'a JPEG with a frame behind a marker without a length',
      Buffer.concat([
        Buffer.from('ffd8ff01ffc0000b08ffdcffdc01011100', 'hex').subarray(0, 16),
        Buffer.alloc(0xffc0 - 12),
        Buffer.from('ffc0000b0800010001010111000000', 'hex'),
      ]),
    ],
    ['a WebP of an unknown kind', webpOf('ALPH', 320, 200)],
    ['a lossy WebP without its start code', riff(webpChunk('VP8 ', Buffer.alloc(24, 1)))],
    ['a lossless WebP without its signature', riff(webpChunk('VP8L', Buffer.alloc(24, 1)))],
  ])('refuses %s', (_, bytes) => {
    expect(photoHeader(bytes)).toBeNull()
  })
})
