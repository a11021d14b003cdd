/** Tracks and streams that need no devices. */
export class FakeTrack extends EventTarget {
  readonly kind: 'audio' | 'video'
  readyState: 'live' | 'ended' = 'live'
  enabled = true
  muted = false
  contentHint = ''
  readonly #deviceId: string

  constructor(kind: 'audio' | 'video', deviceId = 'standard') {
    super()
    this.kind = kind
    this.#deviceId = deviceId
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.#deviceId }
  }

  /** The system mutes it, or does not any more. */
  silence(muted: boolean): void {
    this.muted = muted
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'))
  }

  stop(): void {
    this.readyState = 'ended'
  }

  /** The device goes away, or the shared window is closed. */
  end(): void {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

export function fakeStream(tracks: readonly FakeTrack[]): MediaStream {
  const of = (kind: string) => tracks.filter((track) => track.kind === kind)
  return {
    getTracks: () => [...tracks],
    getAudioTracks: () => of('audio'),
    getVideoTracks: () => of('video'),
  } as unknown as MediaStream
}
