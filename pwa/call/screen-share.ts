/** This window's shared screen: opens it by the browser's picker, and stops it. */
import { mediaErrorCode } from './media-error.ts'
import type { DeviceOutcome } from './media-open.ts'

export interface ScreenShareDeps {
  readonly devices: Pick<MediaDevices, 'getDisplayMedia'>
  /** The track or the outcome changed. */
  readonly changed: () => void
}

export function createScreenShare({ devices, changed }: ScreenShareDeps) {
  let shared: MediaStreamTrack | null = null
  let outcome: DeviceOutcome = 'off'
  /** A track that was asked for before a `close` is stopped as soon as it arrives. */
  let closings = 0

  function set(track: MediaStreamTrack | null, next: DeviceOutcome): void {
    if (track !== shared) shared?.stop()
    shared = track
    outcome = next
    changed()
  }

  return {
    get track() {
      return shared
    },
    get outcome() {
      return outcome
    },
    /** Shows the browser's picker. */
    async open(): Promise<void> {
      const before = closings
      try {
        const stream = await devices.getDisplayMedia({ video: true })
        const track = stream.getVideoTracks()[0]
        if (track === undefined) return
        if (before !== closings) return track.stop()
        // Prefers readable text to smooth movement (MediaStreamTrack Content Hints).
        track.contentHint = 'detail'
        track.addEventListener('ended', () => {
          if (shared === track) set(null, 'off')
        })
        set(track, 'on')
      } catch (thrown) {
        const code = mediaErrorCode(thrown)
        // The person cancelled the picker.
        if (code !== 'refused') set(shared, code)
      }
    },
    /** The person shares no more. */
    stop: () => set(null, 'off'),
    /** The call is over: nothing that is still being picked is shared any more. */
    close(): void {
      closings += 1
      set(null, 'off')
    },
  }
}
