import { describe, expect, it } from 'vitest'
import { readStats } from '../../../pwa/call/stats.ts'
import { BEAT_MS, TONES, toneSamples } from '../../../pwa/call/tone-samples.ts'
import type { ToneName } from '../../../pwa/call/tone-samples.ts'
import { Tones } from '../../../pwa/call/tones.ts'
import { voiceLevel } from '../../../pwa/components/call/voice-level.ts'
import { FakeTimer } from './fake-timer.ts'

const RATE = 8_000

describe('a tone', () => {
  it.each(Object.keys(TONES) as ToneName[])(
    '%s is audible, never clips, and ends in silence',
    (name) => {
      const samples = toneSamples(name, RATE)
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      expect(peak).toBeGreaterThan(0.02)
      expect(peak).toBeLessThan(1)
      expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001)
      expect(samples).toHaveLength((TONES[name].lengthMs / 1000) * RATE)
    },
  )

  it('has the same beat as the rings on the screen', () => {
    expect(BEAT_MS).toBe(2_400)
    expect(TONES.ring.lengthMs).toBe(BEAT_MS)
  })
})

class FakeContext extends EventTarget {
  state: AudioContextState = 'suspended'
  readonly sampleRate = RATE
  readonly destination = {}
  readonly sources: { started: boolean; stopped: boolean; ended: () => void }[] = []

  createBuffer(): object {
    return { copyToChannel: () => undefined }
  }

  createBufferSource(): object {
    const source = {
      started: false,
      stopped: false,
      ended: () => undefined as void,
      connect: () => undefined,
      disconnect: () => undefined,
      start: () => void (source.started = true),
      stop: () => void (source.stopped = true),
      addEventListener: (_: string, listener: () => void) => void (source.ended = listener),
    }
    this.sources.push(source)
    return source
  }

  resume(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.state = 'closed'
    return Promise.resolve()
  }

  allow(): void {
    this.state = 'running'
    this.dispatchEvent(new Event('statechange'))
  }
}

describe('the player of tones', () => {
  function start() {
    const context = new FakeContext()
    const sounding: (string | null)[] = []
    const tones = new Tones({
      sounding: (name) => sounding.push(name),
      newContext: () => context as unknown as AudioContext,
    })
    return { context, sounding, tones }
  }

  it('plays one tone at a time, and reports what really sounds', () => {
    const { context, sounding, tones } = start()
    tones.play('connecting')
    expect(sounding).toEqual([])
    context.allow()
    tones.play('ringback')
    tones.play('ringback')
    tones.play(null)
    expect(sounding).toEqual(['connecting', 'ringback', null])
    expect(context.sources.map(({ stopped }) => stopped)).toEqual([true, true])
  })

  it('is silent once a tone that does not loop is over', () => {
    const { context, sounding, tones } = start()
    context.state = 'running'
    tones.play('hangup')
    context.sources[0]?.ended()
    expect(sounding).toEqual(['hangup', null])
    tones.play('hangup')
    expect(sounding.at(-1)).toBe('hangup')
  })

  it('reports that sound is blocked only after a moment', () => {
    const context = new FakeContext()
    const clock = new FakeTimer()
    const blocked: boolean[] = []
    const tones = new Tones({
      blockedChanged: (now) => blocked.push(now),
      newContext: () => context as unknown as AudioContext,
      timer: clock.timer,
    })
    tones.play('ring')
    clock.pass(499)
    expect(blocked).toEqual([])
    clock.pass(1)
    expect(blocked).toEqual([true])
    context.allow()
    expect(blocked).toEqual([true, false])
    context.state = 'suspended'
    tones.play(null)
    tones.play('ring')
    context.allow()
    clock.pass(500)
    expect(blocked).toEqual([true, false])
  })

  it('makes no sound after it is closed', () => {
    const { context, sounding, tones } = start()
    context.state = 'running'
    tones.play('ring')
    tones.close()
    tones.play('ring')
    expect(sounding).toEqual(['ring', null])
    expect(context.sources).toHaveLength(1)
  })
})

describe('a voice', () => {
  it('has three levels of loudness', () => {
    expect(voiceLevel(new Float32Array(100))).toBe(0)
    expect(voiceLevel(new Float32Array(100).fill(0.05))).toBe(1)
    expect(voiceLevel(new Float32Array(100).fill(0.3))).toBe(2)
  })
})

describe('the details of a connection', () => {
  const report = (bytes: number, received: number, lost: number, rtt = 0.05) => [
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
      currentRoundTripTime: rtt,
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
    expect(first).toMatchObject({ loss: null, inBps: null, quality: 4 })
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
      quality: 2,
    })
  })

  it.each([
    ['nothing arrives', report(1_000, 100, 0), 0],
    ['a tenth and more is lost', report(2_000, 180, 20), 1],
    ['it is slow', report(2_000, 200, 0, 0.5), 2],
    ['a little is lost', report(2_000, 198, 2), 3],
    ['it is fine', report(2_000, 200, 0), 4],
  ])('have a quality when %s', (_, now, quality) => {
    const before = readStats(report(1_000, 100, 0), null, 0)
    expect(readStats(now, before, 1_000).quality).toBe(quality)
  })

  it('are unknown for an empty report', () => {
    expect(readStats([], null, 0)).toMatchObject({
      rttMs: null,
      localPath: null,
      encryption: null,
      quality: null,
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
    expect(details.quality).toBeNull()
  })
})
