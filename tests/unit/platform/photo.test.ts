import { afterEach, describe, expect, it, vi } from 'vitest'
import { encodePhoto, squareOf } from '../../../pwa/platform/browser/photo.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

type ToBlob = (callback: (blob: Blob | null) => void) => void

/** A browser whose canvas does this. */
function browser({
  toBlob,
  drawImage = () => undefined,
}: {
  toBlob: ToBlob
  drawImage?: () => void
}) {
  vi.stubGlobal('createImageBitmap', () =>
    Promise.resolve({ width: 40, height: 60, close: () => undefined }),
  )
  const context = { fillRect: () => undefined, drawImage }
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => context, toBlob }) })
}

async function encoded(): Promise<Blob | null | 'pending'> {
  const clock = new FakeTimer()
  let outcome: Blob | null | 'pending' = 'pending'
  void encodePhoto(new Blob(['picture']), clock.timer).then((blob) => (outcome = blob))
  for (let passed = 0; passed < 12; passed += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.pass(1_000)
  }
  await new Promise((resolve) => setImmediate(resolve))
  return outcome
}

describe('a photo', () => {
  it('is cut to the largest square in the middle, nearer to the top of a portrait', () => {
    expect(squareOf(60, 40)).toEqual({ x: 10, y: 0, side: 40 })
    expect(squareOf(40, 70)).toEqual({ x: 0, y: 10, side: 40 })
  })

  it('is what the canvas makes of the file', async () => {
    const photo = new Blob(['photo'])
    browser({ toBlob: (callback) => callback(photo) })
    expect(await encoded()).toBe(photo)
  })

  it('is none where the browser never makes it', async () => {
    browser({ toBlob: () => undefined })
    expect(await encoded()).toBeNull()
    vi.stubGlobal('createImageBitmap', () => new Promise(() => undefined))
    expect(await encoded()).toBeNull()
  })

  it('is none where the browser cannot draw or read it', async () => {
    const refuse = () => {
      throw new DOMException('', 'InvalidStateError')
    }
    browser({ toBlob: refuse })
    expect(await encoded()).toBeNull()
    browser({ toBlob: (callback) => callback(null), drawImage: refuse })
    expect(await encoded()).toBeNull()
    vi.stubGlobal('createImageBitmap', refuse)
    expect(await encoded()).toBeNull()
  })
})
