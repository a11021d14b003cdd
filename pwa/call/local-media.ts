/**
 * This window's own microphone, camera and shared screen: opens them, switches them, remembers how
 * they were left, replaces a track that has died, and stops every track at the end.
 */
import { preferDevice, readChoices, writeChoices } from '../platform/browser/media-choices.ts'
import type { DeviceList, MediaChoices } from '../platform/browser/media-choices.ts'
import type { Timer } from '../platform/timer.ts'
import { mediaError } from './media-error.ts'
import { isRefused, openMedia, openOne, type DeviceOutcome, type MediaDeps } from './media-open.ts'

/** The state of this side's devices. */
export interface LocalState {
  /** The microphone is heard. */
  readonly microphone: boolean
  /** The camera is seen. */
  readonly camera: boolean
  readonly screen: boolean
  /** How opening each went; a note explains every outcome but `on` and `off`. */
  readonly microphoneOutcome: DeviceOutcome
  readonly cameraOutcome: DeviceOutcome
  readonly screenOutcome: DeviceOutcome
}

export interface LocalMediaDeps extends MediaDeps {
  readonly devices: MediaDeps['devices'] & Pick<MediaDevices, 'getDisplayMedia'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly timer: Timer
  /** A track or a state changed. */
  readonly changed: () => void
  /** The browser's own question is open. */
  readonly prompts: () => void
}

/** If the permission state is unknown, a prompt is assumed to be open after this time, ms. */
const ASKING_MS = 600

const NOTHING: LocalState = {
  microphone: false,
  camera: false,
  screen: false,
  microphoneOutcome: 'off',
  cameraOutcome: 'off',
  screenOutcome: 'off',
}

export class LocalMedia {
  state: LocalState = NOTHING
  readonly #deps: LocalMediaDeps
  #choices: MediaChoices
  #audio: MediaStreamTrack | null = null
  #camera: MediaStreamTrack | null = null
  #screen: MediaStreamTrack | null = null
  /** The camera should be on, whatever is still being opened. */
  #cameraWanted = false
  /** Counts the stops: a track that was requested before one is stopped as soon as it arrives. */
  #stops = 0

  constructor(deps: LocalMediaDeps) {
    this.#deps = deps
    this.#choices = readChoices(deps.storage)
  }

  get choices(): MediaChoices {
    return this.#choices
  }

  get audio(): MediaStreamTrack | null {
    return this.#audio
  }

  /** What the other side sees: the shared screen, else the camera. */
  get video(): MediaStreamTrack | null {
    return this.#screen ?? this.#camera
  }

  /** The track of the own picture. */
  get camera(): MediaStreamTrack | null {
    return this.#camera
  }

  /**
   * Opens microphone and camera as they were left last time. A muted microphone is opened too, so
   * that unmuting is instant. `refused`: the person said no. Null: stopped meanwhile.
   */
  async open(soundOnly: boolean): Promise<'ready' | 'refused' | null> {
    const stops = this.#stops
    const camera = this.#choices.camera && !soundOnly
    this.#cameraWanted = camera
    // What is being opened is shown as if it were open already, and may be changed meanwhile.
    this.#set({ microphone: this.#choices.microphone, camera })
    const stopForetelling = this.#foretellPrompt(camera)
    const opened = await openMedia(camera, this.#choices, this.#deps)
    stopForetelling()
    if (stops !== this.#stops) {
      opened.audio?.stop()
      opened.video?.stop()
      return null
    }
    this.#setAudio(opened.audio)
    const video = this.#cameraWanted ? opened.video : null
    if (video === null) opened.video?.stop()
    this.#setCamera(video)
    const microphone = opened.audio !== null && this.#choices.microphone
    if (opened.audio !== null) opened.audio.enabled = microphone
    this.#set({
      microphone,
      camera: video !== null,
      microphoneOutcome: opened.microphone,
      cameraOutcome: this.#cameraWanted ? opened.camera : 'off',
    })
    if (!isRefused(opened)) return 'ready'
    this.#release()
    return 'refused'
  }

  /** Mutes or unmutes; a microphone that could not be opened is tried again. */
  async setMicrophone(on: boolean): Promise<void> {
    this.#remember({ ...this.#choices, microphone: on })
    if (on && this.#audio === null) await this.#reopen('microphone')
    if (this.#audio !== null) this.#audio.enabled = on
    this.#set({ microphone: on && this.#audio !== null })
  }

  /** Off stops the track, so that the camera's light goes out. */
  async setCamera(on: boolean): Promise<void> {
    this.#remember({ ...this.#choices, camera: on })
    this.#cameraWanted = on
    if (on) {
      if (this.#camera === null) await this.#reopen('camera')
      return
    }
    this.#setCamera(null)
    this.#set({ camera: false, cameraOutcome: 'off' })
  }

  /** Shows the browser's picker; false if nothing is shared. */
  async shareScreen(): Promise<boolean> {
    const stops = this.#stops
    try {
      const stream = await this.#deps.devices.getDisplayMedia({ video: true })
      const track = stream.getVideoTracks()[0] ?? null
      if (track === null) return false
      if (stops !== this.#stops) {
        track.stop()
        return false
      }
      // Prefers readable text to smooth movement (MediaStreamTrack Content Hints).
      track.contentHint = 'detail'
      track.addEventListener('ended', () => {
        if (this.#screen === track) this.stopScreen()
      })
      this.#screen?.stop()
      this.#screen = track
      this.#set({ screen: true, screenOutcome: 'on' })
      return true
    } catch (thrown) {
      const { code } = mediaError(thrown)
      // The person cancelled the picker.
      if (code !== 'refused') this.#set({ screenOutcome: code })
      return false
    }
  }

  stopScreen(): void {
    this.#screen?.stop()
    this.#screen = null
    this.#set({ screen: false, screenOutcome: 'off' })
  }

  /** Switches to another device, and prefers it from now on. */
  async useDevice(list: DeviceList, id: string): Promise<void> {
    this.#remember(preferDevice(this.#choices, list, id))
    if (list === 'microphones') await this.#reopen('microphone')
    if (list === 'cameras' && this.#camera !== null) await this.#reopen('camera')
  }

  /** Replaces tracks that have died: during a sleep, or because their device went away. */
  async mend(): Promise<void> {
    if (this.#audio?.readyState === 'ended') await this.#reopen('microphone')
    if (this.#camera?.readyState === 'ended') await this.#reopen('camera')
  }

  /** Stops every track, including those that are still being opened. */
  stop(): void {
    this.#stops += 1
    this.#release()
    this.#set(NOTHING)
  }

  /** Reports that the browser prompts. Runs while the devices open, which must not wait for it. */
  #foretellPrompt(camera: boolean): () => void {
    const { permission, prompts, timer } = this.#deps
    let stopped = false
    let cancel: (() => void) | null = null
    void Promise.all([permission('microphone'), camera ? permission('camera') : 'granted']).then(
      (answers) => {
        if (stopped) return
        if (answers.includes('prompt')) prompts()
        else if (answers.includes('unknown')) cancel = timer(ASKING_MS, prompts)
      },
    )
    return () => {
      stopped = true
      cancel?.()
    }
  }

  #release(): void {
    this.#screen?.stop()
    this.#screen = null
    this.#setAudio(null)
    this.#setCamera(null)
  }

  async #reopen(which: 'microphone' | 'camera'): Promise<void> {
    const stops = this.#stops
    // Firefox and some cameras open a device only once.
    if (which === 'camera') this.#setCamera(null)
    const opened = await openOne(which, this.#choices, this.#deps)
    if (stops !== this.#stops) return opened.track?.stop()
    const outcome = opened.code ?? 'on'
    if (which === 'microphone') {
      this.#setAudio(opened.track)
      const microphone = opened.track !== null && this.#choices.microphone
      if (opened.track !== null) opened.track.enabled = microphone
      return this.#set({ microphone, microphoneOutcome: outcome })
    }
    // Turned off while it was being opened.
    const track = this.#cameraWanted ? opened.track : null
    if (track === null) opened.track?.stop()
    this.#setCamera(track)
    this.#set({ camera: track !== null, cameraOutcome: this.#cameraWanted ? outcome : 'off' })
  }

  #setAudio(track: MediaStreamTrack | null): void {
    this.#replace(this.#audio, track)
    this.#audio = track
  }

  #setCamera(track: MediaStreamTrack | null): void {
    this.#replace(this.#camera, track)
    this.#camera = track
  }

  #replace(before: MediaStreamTrack | null, track: MediaStreamTrack | null): void {
    if (before === track) return
    before?.stop()
    // `ended` fires when the device goes away or permission is withdrawn, not after `stop()`.
    track?.addEventListener('ended', () => void this.mend())
  }

  #remember(choices: MediaChoices): void {
    this.#choices = choices
    writeChoices(this.#deps.storage, choices)
  }

  #set(change: Partial<LocalState>): void {
    this.state = { ...this.state, ...change }
    this.#deps.changed()
  }
}
