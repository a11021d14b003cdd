/**
 * Tracks that have opened while other devices are still being opened, so that nobody has taken them yet. What was
 * pressed meanwhile holds for them, too: none stays open against somebody's will.
 */
import type { MediaDeps } from './media-open.ts'

export interface ArrivingDeps {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>
  /** As the person wants them now; `open`: there is a call that needs them. */
  readonly wanted: () => {
    readonly open: boolean
    readonly microphone: boolean
    readonly camera: boolean
  }
}

export function followArrivals({ devices, wanted }: ArrivingDeps) {
  const arriving = new Set<MediaStreamTrack>()
  /** Counts the stops: what was requested before one is stopped as soon as it arrives. */
  let stops = 0

  /** A muted microphone is silent, and a camera that is off is closed, as soon as they open. */
  function hold(): void {
    const { open, microphone, camera } = wanted()
    for (const track of arriving) {
      if (!open || (track.kind === 'video' && !camera)) track.stop()
      else if (track.kind === 'audio') track.enabled = microphone
    }
  }

  return {
    /** The browser's devices, whose tracks are followed until they are taken. */
    devices: {
      enumerateDevices: () => devices.enumerateDevices(),
      async getUserMedia(constraints?: MediaStreamConstraints): Promise<MediaStream> {
        const before = stops
        const stream = await devices.getUserMedia(constraints)
        for (const track of stream.getTracks()) {
          if (before === stops) arriving.add(track)
          else track.stop()
        }
        hold()
        return stream
      },
    } satisfies MediaDeps['devices'],
    hold,
    /** Somebody else looks after this track from now on. */
    taken: (track: MediaStreamTrack) => void arriving.delete(track),
    stop(): void {
      stops += 1
      for (const track of arriving) track.stop()
      arriving.clear()
    },
  }
}
