import { describe, expect, it, vi } from 'vitest'
import { BEAT_MS, TONES, toneSamples } from '../../../pwa/call/tone-samples.ts'
import type { ToneName } from '../../../pwa/call/tone-samples.ts'
import { Tones } from '../../../pwa/call/tones.ts'
import { FakeTimer } from './fake-timer.ts'

const RATE = 8_000

/** How much of a sine of this pitch is in the samples: the amplitude that it would have alone. */
function loudnessAt(hz: number, samples: Float32Array): number {
  const turn = (2 * Math.PI * hz) / RATE
  const inPhase = samples.reduce((sum, sample, at) => sum + sample * Math.cos(turn * at), 0)
  const across = samples.reduce((sum, sample, at) => sum + sample * Math.sin(turn * at), 0)
  return (2 * Math.hypot(inPhase, across)) / samples.length
}

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

  it('sounds at the bell’s pitch, begins without a click, and fades', () => {
    const samples = toneSamples('connecting', RATE)
    const [strike] = TONES.connecting.strikes
    const hz = strike?.hz ?? expect.fail('no strike')
    const off = hz * 1.07
    expect(loudnessAt(hz, samples)).toBeGreaterThan(5 * loudnessAt(off, samples))
    const jumps = [...samples.slice(0, 8)].map((sample, at) => sample - (samples[at - 1] ?? 0))
    expect(Math.max(...jumps.map(Math.abs))).toBeLessThan(0.01)
    // The prime falls to 1/e in 0.7 s times the factor of this strike.
    const fallen = Math.round(0.7 * (strike?.decay ?? 1) * RATE)
    const cycles = Math.round((20 * RATE) / hz)
    const first = loudnessAt(hz, samples.slice(100, 100 + cycles))
    const later = loudnessAt(hz, samples.slice(100 + fallen, 100 + fallen + cycles))
    expect(later / first).toBeCloseTo(1 / Math.E, 1)
  })

  it('is made with a few sines and powers, not with one for each sample, which would hold up the page', () => {
    const sine = vi.spyOn(Math, 'sin')
    const power = vi.spyOn(Math, 'exp')
    toneSamples('ring', RATE)
    const calls = sine.mock.calls.length + power.mock.calls.length
    vi.restoreAllMocks()
    expect(calls).toBeLessThan(100)
  })

  it('has the same beat as the rings on the screen', () => {
    expect(BEAT_MS).toBe(2_400)
    expect(TONES.ring.lengthMs).toBe(BEAT_MS)
  })
})

class FakeContext extends EventTarget {
  state: AudioContextState
  currentTime = 0
  resumed = 0
  /** It says that it runs, and makes no sound. */
  readonly #stuck: boolean
  readonly sampleRate = RATE
  readonly destination = {}
  readonly sources: { started: boolean; stopped: boolean; ended: () => void }[] = []

  constructor(state: AudioContextState = 'suspended', stuck = false) {
    super()
    this.state = state
    this.#stuck = stuck
  }

  tick(ms: number): void {
    if (this.state === 'running' && !this.#stuck) this.currentTime += ms / 1_000
  }

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
    this.resumed += 1
    return Promise.resolve()
  }

  suspend(): Promise<void> {
    this.state = 'suspended'
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

  interrupt(): void {
    this.state = 'interrupted'
    this.dispatchEvent(new Event('statechange'))
  }
}

describe('the player of tones', () => {
  /** Each new context is as `made` makes it; the clocks of those that really run go on with the time. */
  function start(made: () => FakeContext = () => new FakeContext()) {
    const contexts: FakeContext[] = []
    const sounding: (string | null)[] = []
    const blocked: boolean[] = []
    const clock = new FakeTimer()
    const tones = new Tones({
      sounding: (name) => sounding.push(name),
      blockedChanged: (now) => blocked.push(now),
      newContext: () => {
        const context = made()
        contexts.push(context)
        return context as unknown as AudioContext
      },
      timer: clock.timer,
    })
    const pass = (ms: number) => {
      for (let passed = 0; passed < ms; passed += 100) {
        for (const context of contexts) context.tick(100)
        clock.pass(100)
      }
    }
    const context = () => contexts.at(-1) ?? expect.fail('no context')
    return { contexts, context, sounding, blocked, tones, pass }
  }

  const running = () => new FakeContext('running')
  const stuck = () => new FakeContext('running', true)

  it('plays one tone at a time, and reports what really sounds', () => {
    const { context, sounding, tones, pass } = start()
    tones.play('connecting')
    pass(200)
    expect(sounding).toEqual([])
    context().allow()
    pass(200)
    tones.play('ringback')
    tones.play('ringback')
    pass(200)
    tones.play(null)
    expect(sounding).toEqual(['connecting', null, 'ringback', null])
    expect(context().sources.map(({ stopped }) => stopped)).toEqual([true, true])
  })

  it('is silent once a tone that does not loop is over', () => {
    const { context, sounding, tones, pass } = start(running)
    tones.play('hangup')
    pass(200)
    context().sources[0]?.ended()
    expect(sounding).toEqual(['hangup', null])
    tones.play('hangup')
    pass(200)
    expect(sounding.at(-1)).toBe('hangup')
  })

  it('reports that sound is blocked only after a moment', () => {
    const { context, blocked, tones, pass } = start()
    tones.play('ring')
    pass(400)
    expect(blocked).toEqual([])
    pass(100)
    expect(blocked).toEqual([true])
    context().allow()
    pass(200)
    expect(blocked).toEqual([true, false])
    context().state = 'suspended'
    tones.play(null)
    tones.play('ring')
    context().allow()
    pass(500)
    expect(blocked).toEqual([true, false])
  })

  it('makes no sound after it is closed', () => {
    const { context, sounding, tones, pass } = start(running)
    tones.play('ring')
    pass(200)
    tones.close()
    tones.play('ring')
    expect(sounding).toEqual(['ring', null])
    expect(context().sources).toHaveLength(1)
  })

  it('makes a new context, at most three times, when the clock of one that runs stands still', () => {
    const { contexts, blocked, sounding, tones, pass } = start(stuck)
    tones.play('ring')
    pass(1_000)
    expect(contexts.map(({ state }) => state)).toEqual(['closed', 'running'])
    pass(60_000)
    expect(contexts).toHaveLength(4)
    expect(blocked).toEqual([true])
    expect(sounding).toEqual([])
  })

  it('sounds again after a press when the context that was stuck goes', () => {
    const kinds = [stuck, stuck, stuck, stuck, running]
    const { contexts, blocked, sounding, tones, pass } = start(() => (kinds.shift() ?? running)())
    tones.play('ring')
    pass(5_000)
    expect(blocked).toEqual([true])
    tones.unblock()
    pass(300)
    expect(contexts).toHaveLength(5)
    expect(blocked).toEqual([true, false])
    expect(sounding).toEqual(['ring'])
  })

  it('is blocked while the system has interrupted it', () => {
    const { context, blocked, sounding, tones, pass } = start(running)
    tones.play('ring')
    pass(300)
    context().interrupt()
    pass(600)
    expect(sounding).toEqual(['ring', null])
    expect(blocked).toEqual([true])
  })

  it('suspends its context 10 s after the last tone', () => {
    const { context, tones, pass } = start(running)
    tones.play('ring')
    pass(1_000)
    tones.play(null)
    pass(9_900)
    expect(context().state).toBe('running')
    pass(100)
    expect(context().state).toBe('suspended')
    tones.play('ring')
    expect(context().resumed).toBe(1)
  })

  it('plays nothing, and is not blocked, in a browser without Web Audio', () => {
    const { blocked, sounding, tones, pass } = start(() => {
      throw new ReferenceError('AudioContext is not defined')
    })
    tones.play('ring')
    pass(2_000)
    tones.unblock()
    tones.setSpeaker('a')
    tones.play(null)
    tones.close()
    expect([blocked, sounding]).toEqual([[], []])
  })
})
