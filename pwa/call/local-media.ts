/**
 * This window's own microphone, camera and shared screen: opens them, switches them, remembers how
 * they were left, replaces a track that has died, and stops every track at the end.
 */
import {
  preferDevice,
  preferredDevice,
  readChoices,
  writeChoices,
} from '../platform/browser/media-choices.ts'
import type { DeviceList } from '../platform/browser/media-choices.ts'
import { remembered } from '../platform/browser/media-permission.ts'
import { followArrivals } from './arriving-tracks.ts'
import { isRefused, openMedia, openOne, presentDevices } from './media-open.ts'
import type { DeviceName, DeviceOutcome, MediaDeps } from './media-open.ts'
import { createScreenShare } from './screen-share.ts'
import { createTrackMending } from './track-mending.ts'

/** The state of this side's devices. */
export interface LocalState {
  /** The microphone is on. */
  readonly microphone: boolean
  /** The camera is on. */
  readonly camera: boolean
  readonly screen: boolean
  /** The system has muted it, by a key or the headset, so that the other side hears or sees nothing. */
  readonly microphoneSilenced: boolean
  readonly cameraSilenced: boolean
  /** How opening each went; a note explains every outcome but `on` and `off`. */
  readonly microphoneOutcome: DeviceOutcome
  readonly cameraOutcome: DeviceOutcome
  readonly screenOutcome: DeviceOutcome
}

export interface LocalMediaDeps extends MediaDeps {
  readonly devices: MediaDeps['devices'] & Pick<MediaDevices, 'getDisplayMedia'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
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
  microphoneSilenced: false,
  cameraSilenced: false,
  microphoneOutcome: 'off',
  cameraOutcome: 'off',
  screenOutcome: 'off',
}

const LISTS = { microphone: 'microphones', camera: 'cameras' } as const

/** After these a device is not asked for again unless somebody presses. */
const FINAL: ReadonlySet<DeviceOutcome> = new Set(['refused', 'system'])

export function createLocalMedia(given: LocalMediaDeps) {
  const { storage, timer, now, changed, prompts } = given
  let state = NOTHING
  let choices = readChoices(storage)
  let audio: MediaStreamTrack | null = null
  let camera: MediaStreamTrack | null = null
  /** They should be open, whatever is still being opened. A muted microphone is open, too. */
  let microphoneWanted = false
  let cameraWanted = false
  /** Counts the stops: a track that was requested before one is stopped as soon as it arrives. */
  let stops = 0

  const permission = remembered(given.permission)
  const arrivals = followArrivals({
    devices: given.devices,
    wanted: () => ({ microphone: choices.microphone, camera: cameraWanted }),
  })
  const { devices } = arrivals
  const deps = { devices, permission, timer, now }

  const mendingOf = (which: DeviceName) =>
    createTrackMending({
      timer,
      now,
      reopen: () => void reopen(which, true),
      giveUp: () => gaveUp(which),
    })
  const mending = { microphone: mendingOf('microphone'), camera: mendingOf('camera') }

  const screen = createScreenShare({ devices: given.devices, changed: () => set({}) })

  function set(change: Partial<LocalState>): void {
    const shared = { screen: screen.track !== null, screenOutcome: screen.outcome }
    const silenced = {
      microphoneSilenced: audio?.muted === true,
      cameraSilenced: camera?.muted === true,
    }
    state = { ...state, ...change, ...shared, ...silenced }
    changed()
  }

  const trackOf = (which: DeviceName) => (which === 'microphone' ? audio : camera)
  const isWanted = (which: DeviceName) => (which === 'microphone' ? microphoneWanted : cameraWanted)
  const isDead = (which: DeviceName) => (trackOf(which)?.readyState ?? 'ended') === 'ended'

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

  function follow(which: DeviceName, track: MediaStreamTrack | null): void {
    const before = trackOf(which)
    if (track !== null) arrivals.taken(track)
    if (before === track) return
    before?.stop()
    if (which === 'microphone') audio = track
    else camera = track
    if (track === null) return
    mending[which].opened()
    // `ended` fires when the device goes away or permission is withdrawn, not after `stop()`.
    track.addEventListener('ended', () => {
      if (trackOf(which) === track) mending[which].died()
    })
    for (const type of ['mute', 'unmute']) track.addEventListener(type, () => set({}))
  }

  /** Takes a microphone that was opened, muted if it was left so. */
  function tookMicrophone(track: MediaStreamTrack | null, outcome: DeviceOutcome) {
    follow('microphone', track)
    const microphone = track !== null && choices.microphone
    if (track !== null) track.enabled = microphone
    return { microphone, microphoneOutcome: outcome }
  }

  /** Takes a camera that was opened, unless it was turned off meanwhile. */
  function tookCamera(opened: MediaStreamTrack | null, outcome: DeviceOutcome) {
    if (opened !== null) arrivals.taken(opened)
    // It was turned off while it was being opened, and perhaps on again since.
    if (opened?.readyState === 'ended') return { camera: camera !== null }
    const track = cameraWanted ? opened : null
    if (track === null) opened?.stop()
    follow('camera', track)
    return { camera: track !== null, cameraOutcome: cameraWanted ? outcome : 'off' } as const
  }

  /** `byItself`: nobody has pressed for it, so that a failure is followed by another try. */
  async function reopen(which: DeviceName, byItself: boolean): Promise<void> {
    const before = stops
    // Firefox and some cameras open a device only once.
    if (which === 'camera') follow('camera', null)
    const { track, code } = await openOne(which, choices, deps)
    if (before !== stops) return track?.stop()
    const took = which === 'microphone' ? tookMicrophone : tookCamera
    set(took(track, code ?? 'on'))
    const isLost = byItself && isWanted(which) && track === null
    if (isLost && !FINAL.has(code)) mending[which].died()
  }

  /** The device does not work: it is not opened again by itself. */
  function gaveUp(which: DeviceName): void {
    if (!isDead(which)) return
    follow(which, null)
    const outcome = (before: DeviceOutcome) => (before === 'on' ? 'failed' : before)
    set(
      which === 'microphone'
        ? { microphone: false, microphoneOutcome: outcome(state.microphoneOutcome) }
        : { camera: false, cameraOutcome: outcome(state.cameraOutcome) },
    )
  }

  function release(): void {
    arrivals.stop()
    screen.close()
    for (const which of ['microphone', 'camera'] as const) {
      mending[which].stop()
      follow(which, null)
    }
  }

  /** Replaces tracks that have died: during a sleep, or because their device went away. */
  function mend(): void {
    for (const which of ['microphone', 'camera'] as const) {
      if (trackOf(which)?.readyState === 'ended') mending[which].tryAgain()
    }
  }

  /** Devices came or went: opens what is missing, and returns to the preferred one. */
  async function devicesChanged(): Promise<void> {
    for (const which of ['microphone', 'camera'] as const) {
      const before = stops
      const list = LISTS[which]
      const best = preferredDevice(choices, list, await presentDevices(list, deps))
      if (before !== stops || !isWanted(which)) continue
      const inUse = trackOf(which)?.getSettings().deviceId
      const isOther = best !== null && best !== inUse
      const outcome = which === 'microphone' ? state.microphoneOutcome : state.cameraOutcome
      if (isDead(which) ? !FINAL.has(outcome) : isOther) mending[which].tryAgain()
    }
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
      return screen.track ?? camera
    },
    /** The track of the own picture. */
    get camera() {
      return camera
    },

    /**
     * Opens microphone and camera as they were left last time. A muted microphone is opened too, so
     * that unmuting is instant. `refused`: the person said no, or the system. Null: stopped meanwhile.
     */
    async open(soundOnly: boolean): Promise<'ready' | 'refused' | 'refused-by-system' | null> {
      const before = stops
      microphoneWanted = true
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
      const isSystem = opened.microphone === 'system' || opened.camera === 'system'
      return isSystem ? 'refused-by-system' : 'refused'
    },

    /** Mutes or unmutes; a microphone that could not be opened is tried again. */
    async setMicrophone(on: boolean): Promise<void> {
      choices = { ...choices, microphone: on }
      if (audio !== null) {
        audio.enabled = on
        set({ microphone: on })
      }
      arrivals.hold()
      writeChoices(storage, choices)
      // It is opened as the choice then is, which may be another by then.
      if (on && audio === null) await reopen('microphone', false)
    },

    /** Off stops the track, so that the camera's light goes out. */
    async setCamera(on: boolean): Promise<void> {
      choices = { ...choices, camera: on }
      cameraWanted = on
      if (!on) {
        mending.camera.stop()
        follow('camera', null)
        arrivals.hold()
        set({ camera: false, cameraOutcome: 'off' })
      }
      writeChoices(storage, choices)
      if (on && camera === null) await reopen('camera', false)
    },

    /** Shows the browser's picker. */
    shareScreen: screen.open,
    stopScreen: screen.stop,

    /** Switches to another device, and prefers it from now on. */
    async useDevice(list: DeviceList, id: string): Promise<void> {
      choices = preferDevice(choices, list, id)
      writeChoices(storage, choices)
      if (list === 'microphones') await reopen('microphone', false)
      if (list === 'cameras' && camera !== null) await reopen('camera', false)
    },

    /** The speaker to use: the preferred one that is present; null: the system's. */
    speaker: async () =>
      preferredDevice(choices, 'speakers', await presentDevices('speakers', deps)),

    mend,
    devicesChanged,

    /** Stops every track, including those that are still being opened. */
    stop(): void {
      stops += 1
      microphoneWanted = false
      cameraWanted = false
      release()
      set(NOTHING)
    },
  }
}
