/** What the quality controller makes of modelled networks: what it sends, and what it says. */
import { describe, expect, it } from 'vitest'
import type { WayFaults } from './simulated-way.ts'
import { SimulatedCall, type CallOptions } from './simulated-call.ts'
import { between, changes, mean } from './simulated-side.ts'

/** The first seconds, in which a queue is found and drained. */
const FOUND_MS = 8_000
const LASTS_MS = 38_000

function play(options: CallOptions, ms = LASTS_MS): SimulatedCall {
  const call = new SimulatedCall(options)
  call.pass(ms)
  return call
}

/** Figures of what A sends, once what there is to find has been found. */
function sent(call: SimulatedCall, from = FOUND_MS, to = Infinity) {
  const seconds = between(call.a.seconds, from, to)
  return {
    soundLost: mean(seconds.map(({ soundLost }) => soundLost)),
    queuedMs: mean(seconds.map(({ queuedMs }) => queuedMs)),
    pictureBps: mean(seconds.map(({ pictureBps }) => pictureBps)),
    repeats: seconds.at(-1)?.repeats,
    thin: seconds.some(({ thin }) => thin),
  }
}

/** What each side says at the end. */
const words = ({ a, b }: SimulatedCall) => [a, b].map(({ views }) => views.at(-1)?.view.weak)

const CLEAN: WayFaults = { delayMs: 40 }
const LOSSY: WayFaults = { delayMs: 100, jitterMs: 30, loss: 0.1 }
const AWFUL: WayFaults = { delayMs: 120, jitterMs: 40, loss: 0.25 }
const narrow = (rate: number, queueMs = 600): WayFaults => ({ delayMs: 40, rate, queueMs })
const SEEDS = [1, 2, 3, 4, 5]

describe('a good connection', () => {
  it('is left alone: no repeats, a full picture, no words', () => {
    const call = play({ a: CLEAN })
    expect(sent(call)).toMatchObject({ soundLost: 0, repeats: 0, thin: false })
    expect(sent(call).pictureBps).toBeGreaterThan(1_500_000)
    expect(words(call)).toEqual([null, null])
    expect(call.a.views.every(({ view }) => view.meter === 4)).toBe(true)
  })

  it('at home, with 2 % loss, gets one repeat and no words', () => {
    const call = play({ a: { delayMs: 50, jitterMs: 20, loss: 0.02 } })
    expect(sent(call).repeats).toBe(1)
    expect(sent(call).pictureBps).toBeGreaterThan(1_500_000)
    expect(words(call)).toEqual([null, null])
  })
})

describe('a lossy connection', () => {
  it.each(SEEDS)('gets repeats, and keeps its picture (%s)', (seed) => {
    const call = play({ a: LOSSY, seed })
    expect(sent(call).repeats).toBe(2)
    expect(sent(call).soundLost).toBeLessThan(0.01)
    expect(sent(call).pictureBps).toBeGreaterThan(1_500_000)
    expect(sent(call).thin).toBe(false)
  })

  it.each(SEEDS)('gets three repeats at 25 %, and sound is not thinned (%s)', (seed) => {
    const call = play({ a: AWFUL, seed })
    expect(sent(call)).toMatchObject({ repeats: 3, thin: false })
    expect(sent(call).soundLost).toBeLessThan(0.03)
  })

  it.each(SEEDS)(
    'has a meter that changes at most once in 20 s, and words that stay (%s)',
    (seed) => {
      const call = play({ a: LOSSY, seed }, 60_000)
      for (const side of [call.a, call.b]) {
        const shown = side.views.filter(({ atMs }) => atMs > 5_000)
        expect(changes(shown.map(({ view }) => view.meter))).toBeLessThanOrEqual(2)
        expect(changes(shown.map(({ view }) => view.weak))).toBe(0)
      }
    },
  )
})

describe('a narrow connection', () => {
  it.each(SEEDS)('of 100 kbit/s keeps its sound, with a small picture beside it (%s)', (seed) => {
    const call = play({ a: narrow(100_000), seed })
    expect(sent(call).soundLost).toBeLessThan(0.03)
    expect(sent(call).queuedMs).toBeLessThan(200)
    expect(sent(call).pictureBps).toBeGreaterThan(30_000)
    expect(sent(call)).toMatchObject({ repeats: 0, thin: true })
  })

  it.each(SEEDS)('of 60 kbit/s keeps its sound (%s)', (seed) => {
    const call = play({ a: narrow(60_000), seed })
    expect(sent(call).soundLost).toBeLessThan(0.05)
    expect(sent(call).pictureBps).toBeGreaterThan(10_000)
  })

  it('of 300 kbit/s fills most of it with the picture', () => {
    const call = play({ a: narrow(300_000, 300) })
    expect(sent(call).pictureBps).toBeGreaterThan(180_000)
    expect(sent(call).soundLost).toBeLessThan(0.05)
  })

  it('with a deep queue does not fill it', () => {
    const call = play({ a: narrow(800_000, 2_000) })
    expect(sent(call).queuedMs).toBeLessThan(200)
    expect(sent(call).pictureBps).toBeGreaterThan(400_000)
  })

  it('of 30 kbit/s sends no picture at times, says so to the other side, and goes on with sound', () => {
    const call = play({ a: narrow(30_000) })
    const paused = call.b.views.filter(({ view }) => view.theirsPaused)
    expect(paused.length).toBeGreaterThan(20)
    expect(call.a.views.some(({ view }) => view.minePaused)).toBe(true)
    expect(call.a.views.some(({ view }) => view.silent)).toBe(false)
  })

  it('that becomes narrow and wide again gives way and comes back by itself', () => {
    const wide = narrow(1_000_000, 300)
    const call = play({ a: wide }, 20_000)
    call.set(narrow(150_000, 300))
    call.pass(12_000)
    expect(sent(call, 25_000).soundLost).toBeLessThan(0.08)
    call.set(wide)
    call.pass(30_000)
    expect(sent(call, 55_000).pictureBps).toBeGreaterThan(500_000)
    expect(sent(call, 55_000).soundLost).toBeLessThan(0.03)
  })

  it('is found from round trips alone where the engine has no estimate, as Firefox', () => {
    const call = play({ a: narrow(100_000), noEstimate: true })
    expect(sent(call).soundLost).toBeLessThan(0.05)
    expect(sent(call).thin).toBe(true)
  })

  it('is found without reports, beside a window of an older Peal', () => {
    const call = play({ a: narrow(100_000), oldWindow: true })
    expect(sent(call).soundLost).toBeLessThan(0.06)
    expect(call.a.views.some(({ view }) => view.silent)).toBe(false)
  })
})

describe('a delay that wanders', () => {
  it.each(SEEDS)('is not taken for a queue (%s)', (seed) => {
    const call = play({ a: { delayMs: 100, jitterMs: 60 }, seed })
    expect(sent(call, 0).thin).toBe(false)
    expect(sent(call).pictureBps).toBeGreaterThan(1_500_000)
  })
})

describe('another path', () => {
  it('that is longer is not taken for a queue', () => {
    const call = play({ a: CLEAN }, 10_000)
    call.set({ delayMs: 200 })
    call.change('second')
    call.pass(20_000)
    expect(sent(call, 11_000).pictureBps).toBeGreaterThan(1_500_000)
    expect(sent(call, 11_000).thin).toBe(false)
  })

  it('behind the same candidates is learnt within a minute', () => {
    const call = play({ a: CLEAN }, 10_000)
    call.set({ delayMs: 200 })
    call.pass(90_000)
    expect(sent(call, 90_000).pictureBps).toBeGreaterThan(1_000_000)
  })
})

describe('whose connection is weak', () => {
  it.each([
    ['loses a tenth', LOSSY, { delayMs: 100, jitterMs: 30 }],
    ['carries 100 kbit/s', narrow(100_000), CLEAN],
  ] as const)('is the side’s whose way up %s, on both sides', (_, a, b) => {
    for (const seed of SEEDS) {
      const call = play({ a, b, seed }, 5_500)
      expect(words(call)).toEqual(['yours', 'theirs'])
      call.pass(30_000)
      expect(words(call)).toEqual(['yours', 'theirs'])
    }
  })

  it('is nobody’s alone when both ways are as bad', () => {
    for (const a of [LOSSY, AWFUL, narrow(100_000)]) {
      expect(words(play({ a }))).toEqual(['both', 'both'])
    }
  })

  it('is said within four seconds of when it becomes weak', () => {
    for (const seed of SEEDS) {
      const call = play({ a: CLEAN, seed }, 10_000)
      call.set(LOSSY, CLEAN)
      call.pass(4_000)
      expect(words(call)).toEqual(['yours', 'theirs'])
    }
  })

  it('is taken back once it is good again', () => {
    const call = play({ a: LOSSY, b: CLEAN }, 10_000)
    call.set(CLEAN)
    call.pass(40_000)
    expect(words(call)).toEqual([null, null])
  })

  it('does not change what is sent by the other side', () => {
    const call = play({ a: narrow(100_000), b: CLEAN })
    const back = between(call.b.seconds, 15_000, Infinity)
    expect(mean(back.map(({ pictureBps }) => pictureBps))).toBeGreaterThan(1_000_000)
  })
})

describe('a black-out', () => {
  it.each([3_000, 12_000, 25_000])(
    'of %s ms is said within 1.5 s, and changes nothing else',
    (ms) => {
      const call = play({ a: CLEAN }, 10_000)
      call.set({ ...CLEAN, dark: true })
      call.pass(1_500)
      for (const side of [call.a, call.b]) {
        expect(side.views.at(-1)?.view).toMatchObject({ silent: true, meter: 0 })
      }
      call.pass(ms - 1_500)
      call.set(CLEAN)
      call.pass(500)
      for (const side of [call.a, call.b]) {
        expect(side.views.at(-1)?.view).toMatchObject({ silent: false, meter: 4 })
      }
      call.pass(20_000)
      expect(sent(call, 10_000 + ms).pictureBps).toBeGreaterThan(1_500_000)
      expect(words(call)).toEqual([null, null])
    },
  )

  it('is followed by one key frame from each side', () => {
    const call = play({ a: CLEAN }, 10_000)
    call.set({ ...CLEAN, dark: true })
    call.pass(3_000)
    expect(call.keyFrames).toEqual([0, 0])
    call.set(CLEAN)
    call.pass(500)
    expect(call.keyFrames).toEqual([1, 1])
    call.pass(10_000)
    expect(call.keyFrames).toEqual([1, 1])
  })
})
