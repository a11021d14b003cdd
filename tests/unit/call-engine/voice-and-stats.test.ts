import { describe, expect, it, vi } from 'vitest'
import { readStats } from '../../../pwa/call/stats.ts'
import { voiceLevel, watchVoice } from '../../../pwa/components/call/voice-level.ts'

describe('a voice', () => {
  it('has three levels of loudness', () => {
    expect(voiceLevel(new Float32Array(100))).toBe(0)
    expect(voiceLevel(new Float32Array(100).fill(0.05))).toBe(1)
    expect(voiceLevel(new Float32Array(100).fill(0.3))).toBe(2)
  })

  it('is not watched where the browser does not let it be heard, and nothing stays open', () => {
    let open = 0
    class Context {
      constructor() {
        open += 1
      }
      createMediaStreamSource(): never {
        throw new DOMException('another sample rate', 'NotSupportedError')
      }
      close(): Promise<void> {
        open -= 1
        return Promise.resolve()
      }
    }
    vi.stubGlobal('AudioContext', Context)
    vi.stubGlobal('MediaStream', class {})
    watchVoice({} as MediaStreamTrack, () => undefined)()
    vi.unstubAllGlobals()
    expect(open).toBe(0)
  })
})

describe('the details of a connection', () => {
  const report = (bytes: number, received: number, lost: number) => [
    {
      id: 'T',
      type: 'transport',
      selectedCandidatePairId: 'P',
      bytesReceived: bytes,
      bytesSent: 2 * bytes,
      dtlsState: 'connected',
      tlsVersion: 'FEFD',
      srtpCipher: 'AES_CM_128_HMAC_SHA1_80',
    },
    {
      id: 'P',
      type: 'candidate-pair',
      localCandidateId: 'L',
      remoteCandidateId: 'R',
      currentRoundTripTime: 0.05,
    },
    {
      id: 'L',
      type: 'local-candidate',
      candidateType: 'relay',
      protocol: 'udp',
      relayProtocol: 'tcp',
    },
    { id: 'R', type: 'remote-candidate', candidateType: 'host' },
    {
      id: 'V',
      type: 'inbound-rtp',
      kind: 'video',
      packetsReceived: received,
      packetsLost: lost,
      frameWidth: 640,
      frameHeight: 480,
      framesPerSecond: 30,
    },
    { id: 'C', type: 'codec', mimeType: 'video/VP8' },
    { id: 'D', type: 'codec', mimeType: 'video/VP8' },
  ]

  it('are read from the report of the browser', () => {
    const first = readStats(report(1_000, 100, 0), null, 0)
    expect(first).toMatchObject({ loss: null, inBps: null })
    const second = readStats(report(3_000, 190, 10), first, 2_000)
    expect(second).toMatchObject({
      rttMs: 50,
      loss: 0.1,
      inBps: 8_000,
      outBps: 16_000,
      localPath: 'relay',
      remotePath: 'host',
      transport: 'tcp',
      encryption: 'DTLS-SRTP, AES_CM_128_HMAC_SHA1_80',
      received: { width: 640, height: 480, fps: 30 },
      sent: null,
      codecs: ['VP8'],
    })
  })

  it('are unknown for an empty report', () => {
    expect(readStats([], null, 0)).toMatchObject({
      rttMs: null,
      localPath: null,
      encryption: null,
    })
  })

  it('of a connection that was not made say which addresses were tried', () => {
    const found = (type: string, candidateType: string) => ({ id: '', type, candidateType })
    const details = readStats(
      [
        found('local-candidate', 'host'),
        found('local-candidate', 'host'),
        found('local-candidate', 'srflx'),
      ],
      null,
      0,
    )
    expect(details.localFound).toEqual({ host: 2, srflx: 1 })
    expect(details.remoteFound).toEqual({})
  })
})
