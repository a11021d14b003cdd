import { afterEach, expect, it, vi } from 'vitest'
import { openChannel, sendOn } from '../../../pwa/platform/browser/channel.ts'

afterEach(() => void vi.unstubAllGlobals())

it('a browser that refuses channels between pages gives none, and nobody is told anything', () => {
  vi.stubGlobal('BroadcastChannel', function refuse() {
    throw new DOMException('', 'SecurityError')
  })
  expect(openChannel('peal')).toBeNull()
  expect(() => sendOn('peal', { type: 'proved' })).not.toThrow()
})

it('other pages hear what is sent on a channel', async () => {
  const heard = new Promise((resolve) => {
    const channel = new BroadcastChannel('peal')
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      channel.close()
      resolve(data)
    })
  })
  sendOn('peal', { type: 'proved' })
  expect(await heard).toEqual({ type: 'proved' })
})
