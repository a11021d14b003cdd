/**
 * The tones of Peal as samples, pure. All are one bell, made of a bell's partials (hum, prime,
 * tierce, quint, nominal) with the tierce a minor third above the prime.
 */

export type ToneName = 'connecting' | 'ringback' | 'ring' | 'hangup'

/** One strike and its decay, ms; the rings on the screen move in the same beat. */
export const BEAT_MS = 2_400

/** Relative frequency, loudness and decay (seconds to 1/e) of a bell's partials. */
const PARTIALS = [
  [0.5, 0.5, 1.1],
  [1, 1, 0.7],
  [1.2, 0.7, 0.55],
  [1.5, 0.35, 0.4],
  [2, 0.6, 0.3],
  [3, 0.18, 0.18],
  [4, 0.08, 0.1],
] as const

interface Strike {
  /** When it is struck, ms from the tone's start. */
  readonly atMs: number
  /** The prime, Hz. */
  readonly hz: number
  /** 0 to 1. */
  readonly loudness: number
  /** Factor on the decay of the bell's partials. */
  readonly decay: number
}

interface Tone {
  readonly lengthMs: number
  readonly loops: boolean
  readonly strikes: readonly Strike[]
}

export const TONES: Readonly<Record<ToneName, Tone>> = {
  /** Soft and low: the call is being placed. */
  connecting: {
    lengthMs: BEAT_MS,
    loops: true,
    strikes: [{ atMs: 0, hz: 330, loudness: 0.1, decay: 0.25 }],
  },
  /** Two strikes, then silence: it rings at the other end. */
  ringback: {
    lengthMs: 2 * BEAT_MS,
    loops: true,
    strikes: [
      { atMs: 0, hz: 440, loudness: 0.2, decay: 0.6 },
      { atMs: 600, hz: 440, loudness: 0.2, decay: 0.9 },
    ],
  },
  /** A peal of three, falling. */
  ring: {
    lengthMs: BEAT_MS,
    loops: true,
    strikes: [
      { atMs: 0, hz: 784, loudness: 0.5, decay: 0.8 },
      { atMs: 220, hz: 659.3, loudness: 0.5, decay: 0.8 },
      { atMs: 440, hz: 523.3, loudness: 0.55, decay: 1.1 },
    ],
  },
  /** Two short strikes downwards: the call is over. */
  hangup: {
    lengthMs: 700,
    loops: false,
    strikes: [
      { atMs: 0, hz: 440, loudness: 0.28, decay: 0.22 },
      { atMs: 160, hz: 330, loudness: 0.28, decay: 0.3 },
    ],
  },
}

/** Attack of a strike, so that it does not click, seconds. */
const ATTACK_S = 0.004

/** Mono samples of one round of the tone, each between -1 and 1. */
export function toneSamples(name: ToneName, sampleRate: number): Float32Array<ArrayBuffer> {
  const tone = TONES[name]
  const samples = new Float32Array(Math.round((tone.lengthMs / 1000) * sampleRate))
  const total = PARTIALS.reduce((sum, [, loudness]) => sum + loudness, 0)
  for (const strike of tone.strikes) {
    const struck = samples.subarray(Math.round((strike.atMs / 1000) * sampleRate))
    for (const [ratio, loudness, decay] of PARTIALS) {
      const turn = (2 * Math.PI * strike.hz * ratio) / sampleRate
      const fading = Math.exp(-1 / (sampleRate * decay * strike.decay))
      addPartial(struck, (strike.loudness * loudness) / total, turn, fading, ATTACK_S * sampleRate)
    }
  }
  return fadeEnd(samples, sampleRate)
}

/**
 * Adds a sine that fades. Each of its samples follows from the two before it: computing sine and
 * decay for each would hold up the page for a tenth of a second when it should ring.
 * @param turn the angle from one sample to the next, radians
 * @param fading factor from one sample to the next
 * @param attack samples until it is at its loudest
 */
function addPartial(
  samples: Float32Array,
  peak: number,
  turn: number,
  fading: number,
  attack: number,
): void {
  const ofLast = 2 * fading * Math.cos(turn)
  const ofOneBefore = fading * fading
  let before = -Math.sin(turn) / fading
  let sine = 0
  for (let at = 0; at < samples.length; at += 1) {
    samples[at] = (samples[at] ?? 0) + peak * Math.min(1, at / attack) * sine
    const next = ofLast * sine - ofOneBefore * before
    before = sine
    sine = next
  }
}

/** Fades to silence, so that neither the end nor the loop clicks. */
function fadeEnd(samples: Float32Array<ArrayBuffer>, sampleRate: number) {
  const length = Math.round(0.03 * sampleRate)
  for (let back = 0; back < length; back += 1) {
    const at = samples.length - 1 - back
    samples[at] = (samples[at] ?? 0) * (back / length)
  }
  return samples
}
