/** How loud a track is. */

/** At most this many changes a second, so that the rings do not flicker. */
const CHANGES_A_SECOND = 12
/** Root mean square of speech at arm's length, and of a raised voice. */
const SPEAKING = 0.02
const LOUD = 0.09

/** As a number of rings. */
export type VoiceLevel = 0 | 1 | 2

/** The level of one frame of samples, each between -1 and 1. Pure. */
export function voiceLevel(samples: ArrayLike<number>): VoiceLevel {
  let squares = 0
  for (let at = 0; at < samples.length; at += 1) squares += (samples[at] ?? 0) ** 2
  const rms = Math.sqrt(squares / Math.max(1, samples.length))
  return rms > LOUD ? 2 : rms > SPEAKING ? 1 : 0
}

/**
 * Watches a track until the returned function is called; not at all where this browser has no Web Audio, gives
 * this page no more of it, or does not let it hear this track.
 */
export function watchVoice(
  track: MediaStreamTrack,
  changed: (level: VoiceLevel) => void,
): () => void {
  let context: AudioContext | null = null
  try {
    context = new AudioContext()
    return follow(context, track, changed)
  } catch {
    // An open one would keep the machine awake.
    context?.close().catch(() => undefined)
    return () => undefined
  }
}

function follow(
  context: AudioContext,
  track: MediaStreamTrack,
  changed: (level: VoiceLevel) => void,
): () => void {
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  let last: VoiceLevel = 0
  const handle = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const level = voiceLevel(samples)
    if (level === last) return
    last = level
    changed(level)
  }, 1000 / CHANGES_A_SECOND)
  return () => {
    clearInterval(handle)
    source.disconnect()
    context.close().catch(() => undefined)
  }
}
