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
import { foretellPrompt } from './foretold-prompt.ts'
import { DEVICES, isRefused, openMedia, openOne, presentDevices } from './media-open.ts'
import type { DeviceName, DeviceOutcome, MediaDeps } from './media-open.ts'
import { createScreenShare } from './screen-share.ts'
import { createTrackMending, type TrackMending } from './track-mending.ts'

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

/** After these a device is not asked for again unless somebody presses. */
const FINAL: ReadonlySet<DeviceOutcome> = new Set(['refused', 'system'])

/** The microphone or the camera of this window. */
interface Device {
  readonly which: DeviceName
  /** It should be open, whatever is still being opened. A muted microphone is open, too. */
  wanted: boolean
  track: MediaStreamTrack | null
  on: boolean
  outcome: DeviceOutcome
  /** Counts its openings: only the latest is taken. */
  openings: number
  readonly mending: TrackMending
}

export function createLocalMedia(given: LocalMediaDeps) {
  const { storage, timer, now, changed, prompts } = given
  let choices = readChoices(storage)
  /** Counts the stops: a track that was requested before one is stopped as soon as it arrives. */
  let stops = 0

  const permission = remembered(given.permission)
  const arrivals = followArrivals({
    devices: given.devices,
    wanted: () => ({
      open: microphone.wanted,
      microphone: choices.microphone,
      camera: camera.wanted,
    }),
  })
  const { devices } = arrivals
  const deps = { devices, permission, timer, now }

  function createDevice(which: DeviceName): Device {
    const device: Device = {
      which,
      wanted: false,
      track: null,
      on: false,
      outcome: 'off',
      openings: 0,
      mending: createTrackMending({
        timer,
        now,
        reopen: () => void reopen(device, true),
        giveUp: () => gaveUp(device),
      }),
    }
    return device
  }
  const microphone = createDevice('microphone')
  const camera = createDevice('camera')
  const both = [microphone, camera]
  const screen = createScreenShare({ devices: given.devices, changed: show })
  let state = stateNow()

  function stateNow(): LocalState {
    return {
      microphone: microphone.on,
      camera: camera.on,
      screen: screen.track !== null,
      microphoneSilenced: microphone.track?.muted === true,
      cameraSilenced: camera.track?.muted === true,
      microphoneOutcome: microphone.outcome,
      cameraOutcome: camera.outcome,
      screenOutcome: screen.outcome,
    }
  }

  function show(): void {
    state = stateNow()
    changed()
  }

  /** Uses this track from now on; null: none. */
  function follow(device: Device, track: MediaStreamTrack | null): void {
    if (device.track === track) return
    device.track?.stop()
    device.track = track
    if (track === null) return
    device.mending.opened()
    // `ended` fires when the device goes away or permission is withdrawn, not after `stop()`.
    track.addEventListener('ended', () => {
      if (device.track === track) device.mending.died()
    })
    for (const type of ['mute', 'unmute']) track.addEventListener(type, show)
    // Its device went away while it was being opened.
    if (track.readyState === 'ended') device.mending.died()
  }

  /** An opening begins, and makes those before it outdated; returns whether it is still the latest. */
  function beginOpening(device: Device): () => boolean {
    device.openings += 1
    const mine = device.openings
    return () => mine === device.openings
  }

  /** Takes what was opened, a microphone muted if it was left so; what is outdated is closed again. */
  function take(
    device: Device,
    isLatest: boolean,
    track: MediaStreamTrack | null,
    outcome: DeviceOutcome,
  ): void {
    if (track !== null) arrivals.taken(track)
    if (!isLatest) return track?.stop()
    follow(device, track)
    device.outcome = outcome
    device.on = track !== null && choices[device.which]
    if (track !== null) track.enabled = device.on
  }

  /** `byItself`: nobody has pressed for it, so that a failure is followed by another try. */
  async function reopen(device: Device, byItself: boolean): Promise<void> {
    const isLatest = beginOpening(device)
    // Firefox and some cameras open a device only once.
    if (device === camera) follow(camera, null)
    const { track, code } = await openOne(device.which, choices, deps)
    // A microphone that works is not given up for one that does not open.
    if (isLatest() && track === null && !isDead(device)) device.outcome = byItself ? 'on' : 'kept'
    else take(device, isLatest(), track, code ?? 'on')
    if (!isLatest()) return
    show()
    const isLost = device.wanted && isDead(device) && !FINAL.has(device.outcome)
    if (byItself && isLost) device.mending.died()
  }

  const isDead = (device: Device) => (device.track?.readyState ?? 'ended') === 'ended'

  /** The device does not work: it is not opened again by itself. */
  function gaveUp(device: Device): void {
    if (!isDead(device)) return
    follow(device, null)
    device.on = false
    if (device.outcome === 'on') device.outcome = 'failed'
    show()
  }

  function release(): void {
    arrivals.stop()
    screen.close()
    for (const device of both) {
      device.mending.stop()
      follow(device, null)
    }
  }

  /** Replaces tracks that have died: during a sleep, or because their device went away. */
  function mend(): void {
    for (const { track, mending } of both) if (track?.readyState === 'ended') mending.tryAgain()
  }

  /** Devices came or went: opens what is missing, and returns to the preferred one. */
  async function devicesChanged(): Promise<void> {
    for (const device of both) {
      const before = stops
      const { list } = DEVICES[device.which]
      const best = preferredDevice(choices, list, (await presentDevices(list, deps)) ?? [])
      if (before !== stops || !device.wanted) continue
      const isOther = best !== null && best !== device.track?.getSettings().deviceId
      if (isDead(device) ? !FINAL.has(device.outcome) : isOther) device.mending.tryAgain()
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
      return microphone.track
    },
    /** What the other side sees: the shared screen, else the camera. */
    get video() {
      return screen.track ?? camera.track
    },
    /** The track of the own picture. */
    get camera() {
      return camera.track
    },

    /**
     * Opens microphone and camera as they were left last time. A muted microphone is opened too, so
     * that unmuting is instant. `refused`: the person said no, or the system. Null: stopped meanwhile.
     */
    async open(soundOnly: boolean): Promise<'ready' | 'refused' | 'refused-by-system' | null> {
      const before = stops
      microphone.wanted = true
      camera.wanted = choices.camera && !soundOnly
      // What is being opened is shown as if it were open already, and may be changed meanwhile.
      microphone.on = choices.microphone
      camera.on = camera.wanted
      show()
      const isLatest = { microphone: beginOpening(microphone), camera: beginOpening(camera) }
      const names = camera.wanted ? (['microphone', 'camera'] as const) : (['microphone'] as const)
      const stopForetelling = foretellPrompt(names, { permission, timer, prompts })
      const opened = await openMedia(camera.wanted, choices, deps)
      stopForetelling()
      take(microphone, isLatest.microphone(), opened.audio, opened.microphone)
      take(camera, isLatest.camera(), opened.video, opened.camera)
      if (before !== stops) return null
      show()
      if (!isRefused(opened)) return 'ready'
      release()
      const isSystem = opened.microphone === 'system' || opened.camera === 'system'
      return isSystem ? 'refused-by-system' : 'refused'
    },

    /** Mutes or unmutes; a microphone that could not be opened is tried again. */
    async setMicrophone(on: boolean): Promise<void> {
      const { track } = microphone
      choices = { ...choices, microphone: on }
      if (track !== null) {
        track.enabled = on
        microphone.on = on
        show()
      }
      arrivals.hold()
      writeChoices(storage, choices)
      // It is opened as the choice then is, which may be another by then.
      if (on && track === null) await reopen(microphone, false)
    },

    /** Off stops the track, so that the camera's light goes out. */
    async setCamera(on: boolean): Promise<void> {
      choices = { ...choices, camera: on }
      camera.wanted = on
      if (!on) {
        beginOpening(camera)
        camera.mending.stop()
        follow(camera, null)
        arrivals.hold()
        camera.on = false
        camera.outcome = 'off'
        show()
      }
      writeChoices(storage, choices)
      if (on && camera.track === null) await reopen(camera, false)
    },

    /** Shows the browser's picker. */
    shareScreen: screen.open,
    stopScreen: screen.stop,

    /** Switches to another device, and prefers it from now on. */
    async useDevice(list: DeviceList, id: string): Promise<void> {
      choices = preferDevice(choices, list, id)
      writeChoices(storage, choices)
      if (list === 'microphones') await reopen(microphone, false)
      if (list === 'cameras' && camera.track !== null) await reopen(camera, false)
    },

    /** The speaker to use: the preferred one that is present; null: the system's; undefined: it cannot be told now. */
    async speaker(): Promise<string | null | undefined> {
      const present = await presentDevices('speakers', deps)
      return present === null ? undefined : preferredDevice(choices, 'speakers', present)
    },

    mend,
    devicesChanged,

    /** Stops every track, including those that are still being opened. */
    stop(): void {
      stops += 1
      release()
      for (const device of both) {
        beginOpening(device)
        Object.assign(device, { wanted: false, on: false, outcome: 'off' })
      }
      show()
    },
  }
}
