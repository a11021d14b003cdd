import type { VoiceLevel } from '../call/voice-level.ts'

export type { VoiceLevel } from '../call/voice-level.ts'

/** Tells how loud a track is, from a moment later on; the answer stops it. */
export function listenToVoice(
  track: MediaStreamTrack,
  changed: (level: VoiceLevel) => void,
): () => void {
  let stopped = false
  let stop: (() => void) | null = null
  import('../call/voice-level.ts').then(
    ({ watchVoice }) => {
      if (!stopped) stop = watchVoice(track, changed)
    },
    // An ornament: without it the call is the same.
    () => undefined,
  )
  return () => {
    stopped = true
    stop?.()
  }
}
