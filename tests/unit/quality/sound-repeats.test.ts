import { beforeEach, describe, expect, it, vi } from 'vitest'
import { repeatSound } from '../../../pwa/call/sound-repeats.ts'

class FakeWorker {
  onerror: (() => void) | null = null
}

/** A browser with these codecs, and a transceiver of it. */
function browser(...names: string[]) {
  const codecs = names.map((name) => ({ mimeType: `audio/${name}` }))
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs }) })
  const preferred: string[] = []
  const sender: { transform: unknown } = { transform: null }
  const transceiver = {
    sender,
    setCodecPreferences: (given: { mimeType: string }[]) =>
      void preferred.push(...given.map(({ mimeType }) => mimeType)),
  } as unknown as RTCRtpTransceiver
  return { preferred, sender, transceiver }
}

beforeEach(() => {
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('RTCRtpScriptTransform', class {})
})

describe('sound that repeats earlier packets', () => {
  it('is preferred before the first description, and passes a worker', () => {
    const { preferred, sender, transceiver } = browser('opus', 'red', 'PCMU')
    expect(repeatSound(transceiver)).toBeInstanceOf(FakeWorker)
    expect(preferred).toEqual(['audio/red', 'audio/opus', 'audio/PCMU'])
    expect(sender.transform).not.toBeNull()
  })

  it('goes on without the worker if its script does not come', () => {
    const { sender, transceiver } = browser('opus', 'red')
    const worker = repeatSound(transceiver)
    worker?.onerror?.(new Event('error') as ErrorEvent)
    expect(sender.transform).toBeNull()
  })

  it('changes nothing in a browser that cannot, such as Firefox', () => {
    const { preferred, sender, transceiver } = browser('opus', 'PCMU')
    expect(repeatSound(transceiver)).toBeNull()
    expect([preferred, sender.transform]).toEqual([[], null])
  })

  it('is repeated once in a browser without transforms', () => {
    const { preferred, transceiver } = browser('opus', 'red')
    vi.stubGlobal('RTCRtpScriptTransform', undefined)
    expect(repeatSound(transceiver)).toBeNull()
    expect(preferred[0]).toBe('audio/red')
  })
})
