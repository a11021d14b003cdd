/**
 * Shrinks a photo before it is sent: cropped to a square, at most 512 px, JPEG. Encoding also removes
 * the place and time at which it was taken.
 */
import { PHOTO_MAX_BYTES, PHOTO_MAX_PX } from '../../../protocol/people.ts'
import { TOO_LATE, within } from '../time-limit.ts'
import type { Timer } from '../timer.ts'

/** A browser that has not made the photo by then does not make it, ms: the largest take a few seconds. */
const ENCODE_MS = 10_000

/** Tried in turn until the picture is small enough. */
const TRIES: readonly { readonly px: number; readonly quality: number }[] = [
  { px: PHOTO_MAX_PX, quality: 0.88 },
  { px: PHOTO_MAX_PX, quality: 0.7 },
  { px: 384, quality: 0.7 },
  { px: 256, quality: 0.6 },
]

/** A part of a picture, px. */
export interface Square {
  readonly x: number
  readonly y: number
  readonly side: number
}

/** The largest square in the middle; of a portrait, nearer to the top, where the face is. */
export function squareOf(width: number, height: number): Square {
  const side = Math.min(width, height)
  return {
    x: Math.round((width - side) / 2),
    y: Math.round((height - side) / (height > width ? 3 : 2)),
    side,
  }
}

/** The photo as it may be sent; null when this browser cannot read the file as a picture. Never rejects. */
export async function encodePhoto(file: Blob, timer: Timer): Promise<Blob | null> {
  try {
    const blob = await within(encode(file), ENCODE_MS, timer)
    return blob === TOO_LATE ? null : blob
  } catch {
    return null
  }
}

async function encode(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file)
  try {
    const from = squareOf(picture.width, picture.height)
    for (const { px, quality } of TRIES) {
      const blob = await draw(picture, from, Math.min(px, from.side), quality)
      if (blob !== null && blob.size <= PHOTO_MAX_BYTES) return blob
    }
    return null
  } finally {
    picture.close()
  }
}

function draw(
  picture: ImageBitmap,
  from: Square,
  px: number,
  quality: number,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = px
  canvas.height = px
  const context = canvas.getContext('2d')
  if (context === null) return Promise.resolve(null)
  // JPEG has no transparency; make transparent pixels white, not black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, px, px)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, from.x, from.y, from.side, from.side, 0, 0, px, px)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
