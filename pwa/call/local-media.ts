/**
 * This window's own microphone, camera and shared screen: opens them, switches them, remembers how
 * they were left, replaces a track that has died, and stops every track at the end.
 */
import { preferDevice, readChoices, writeChoices } from '../platform/browser/media-choices.ts'
import type { DeviceList, MediaChoices } from '../platform/browser/media-choices.ts'
import type { Timer } from '../platform/timer.ts'
import { mediaErrorCode } from './media-error.ts'
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

export function createLocalMedia(deps: LocalMediaDeps) {
  const { devices, permission, storage, timer, changed, prompts } = deps
  let state = NOTHING
  let choices = readChoices(storage)
  let audio: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  let screen: MediaStreamTrack | null = null
  /** The camera should be on, whatever is still being opened. */
  let cameraWanted = false
  /** Counts the stops: a track that was requested before one is stopped as soon as it arrives. */
  let stops = 0

  function set(change: Partial<LocalState>): void {
    state = { ...state, ...change }
    changed()
  }

  function remember(choice: MediaChoices): void {
    choices = choice
    writeChoices(storage, choices)
  }

  /** Reports that the browser prompts. Runs while the devices open, which must not wait for it. */
  function foretellPrompt(withCamera: boolean): () => void {
    let stopped = false
    let cancel: (() => void) | null = null
    void Promise.all([
      permission('microphone'),
      withCamera ? permission('camera') : 'granted',
    ]).then((answers) => {
      if (stopped) return
      if (answers.includes('prompt')) prompts()
      else if (answers.includes('unknown')) cancel = timer(ASKING_MS, prompts)
    })
    return () => {
      stopped = true
      cancel?.()
    }
  }

  function replace(before: MediaStreamTrack | null, track: MediaStreamTrack | null): void {
    if (before === track) return
    before?.stop()
    // `ended` fires when the device goes away or permission is withdrawn, not after `stop()`.
    track?.addEventListener('ended', () => void mend())
  }

  function setAudio(track: MediaStreamTrack | null): void {
    replace(audio, track)
    audio = track
  }

  function setCamera(track: MediaStreamTrack | null): void {
    replace(camera, track)
    camera = track
  }

  /** Takes a microphone that was opened, muted if it was left so. */
  function tookMicrophone(track: MediaStreamTrack | null, outcome: DeviceOutcome) {
    setAudio(track)
    const microphone = track !== null && choices.microphone
    if (track !== null) track.enabled = microphone
    return { microphone, microphoneOutcome: outcome }
  }

  /** Takes a camera that was opened, unless it was turned off meanwhile. */
  function tookCamera(opened: MediaStreamTrack | null, outcome: DeviceOutcome) {
    const track = cameraWanted ? opened : null
    if (track === null) opened?.stop()
    setCamera(track)
    return { camera: track !== null, cameraOutcome: cameraWanted ? outcome : 'off' } as const
  }

  async function reopen(which: 'microphone' | 'camera'): Promise<void> {
    const before = stops
    // Firefox and some cameras open a device only once.
    if (which === 'camera') setCamera(null)
    const { track, code } = await openOne(which, choices, deps)
    if (before !== stops) return track?.stop()
    const took = which === 'microphone' ? tookMicrophone : tookCamera
    set(took(track, code ?? 'on'))
  }

  function release(): void {
    screen?.stop()
    screen = null
    setAudio(null)
    setCamera(null)
  }

  /** Replaces tracks that have died: during a sleep, or because their device went away. */
  async function mend(): Promise<void> {
    if (audio?.readyState === 'ended') await reopen('microphone')
    if (camera?.readyState === 'ended') await reopen('camera')
  }

  function stopScreen(): void {
    screen?.stop()
    screen = null
    set({ screen: false, screenOutcome: 'off' })
  }

  return {
    get state() {
      return state
    },
    get choices() {
      return choices
    },
    get audio() {
      return audio
    },
    /** What the other side sees: the shared screen, else the camera. */
    get video() {
      return screen ?? camera
    },
    /** The track of the own picture. */
    get camera() {
      return camera
    },

    /**
     * Opens microphone and camera as they were left last time. A muted microphone is opened too, so
     * that unmuting is instant. `refused`: the person said no. Null: stopped meanwhile.
     */
    async open(soundOnly: boolean): Promise<'ready' | 'refused' | null> {
      const before = stops
      cameraWanted = choices.camera && !soundOnly
      // What is being opened is shown as if it were open already, and may be changed meanwhile.
      set({ microphone: choices.microphone, camera: cameraWanted })
      const stopForetelling = foretellPrompt(cameraWanted)
      const opened = await openMedia(cameraWanted, choices, deps)
      stopForetelling()
      if (before !== stops) {
        opened.audio?.stop()
        opened.video?.stop()
        return null
      }
      set({
        ...tookMicrophone(opened.audio, opened.microphone),
        ...tookCamera(opened.video, opened.camera),
      })
      if (!isRefused(opened)) return 'ready'
      release()
      return 'refused'
    },

    /** Mutes or unmutes; a microphone that could not be opened is tried again. */
    async setMicrophone(on: boolean): Promise<void> {
      remember({ ...choices, microphone: on })
      if (on && audio === null) await reopen('microphone')
      if (audio !== null) audio.enabled = on
      set({ microphone: on && audio !== null })
    },

    /** Off stops the track, so that the camera's light goes out. */
    async setCamera(on: boolean): Promise<void> {
      remember({ ...choices, camera: on })
      cameraWanted = on
      if (on) {
        if (camera === null) await reopen('camera')
        return
      }
      setCamera(null)
      set({ camera: false, cameraOutcome: 'off' })
    },

    /** Shows the browser's picker. */
    async shareScreen(): Promise<void> {
      const before = stops
      try {
        const stream = await devices.getDisplayMedia({ video: true })
        const track = stream.getVideoTracks()[0]
        if (track === undefined) return
        if (before !== stops) return track.stop()
        // Prefers readable text to smooth movement (MediaStreamTrack Content Hints).
        track.contentHint = 'detail'
        track.addEventListener('ended', () => {
          if (screen === track) stopScreen()
        })
        screen?.stop()
        screen = track
        set({ screen: true, screenOutcome: 'on' })
      } catch (thrown) {
        const code = mediaErrorCode(thrown)
        // The person cancelled the picker.
        if (code !== 'refused') set({ screenOutcome: code })
      }
    },

    stopScreen,

    /** Switches to another device, and prefers it from now on. */
    async useDevice(list: DeviceList, id: string): Promise<void> {
      remember(preferDevice(choices, list, id))
      if (list === 'microphones') await reopen('microphone')
      if (list === 'cameras' && camera !== null) await reopen('camera')
    },

    mend,

    /** Stops every track, including those that are still being opened. */
    stop(): void {
      stops += 1
      release()
      set(NOTHING)
    },
  }
}
