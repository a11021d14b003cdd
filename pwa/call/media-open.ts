/**
 * Opens microphone and camera, and reports the outcome of each. Both are requested together, so
 * that the browser asks once; if that fails, each alone, so that the call can go on without the
 * other.
 */
import type { PermissionAnswer } from '../platform/browser/media-permission.ts'
import { preferredDevice } from '../platform/browser/media-choices.ts'
import type { DeviceList, MediaChoices } from '../platform/browser/media-choices.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import type { Timer } from '../platform/timer.ts'
import { HungError, mediaErrorCode, type MediaErrorCode } from './media-error.ts'

/** `off`: not requested; `on`: open; `kept`: the one before, because the one that was chosen did not open. */
export type DeviceOutcome = 'off' | 'on' | 'kept' | MediaErrorCode

export interface OpenedMedia {
  readonly microphone: DeviceOutcome
  readonly camera: DeviceOutcome
  readonly audio: MediaStreamTrack | null
  readonly video: MediaStreamTrack | null
}

/** The browser. */
export interface MediaDeps {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>
  readonly permission: (name: DeviceName) => Promise<PermissionAnswer>
  readonly timer: Timer
  /** ms, of a clock that does not jump. */
  readonly now: () => number
}

/** Devices that may be used open within this time, ms; after it the call goes on without. */
const HANG_MS = 8_000
/** So much of it is left for each alone when both together hang. */
const APART_MS = 4_000
/** Where the browser does not tell whether it asks the person, time counts by this factor. */
const UNKNOWN_SHARE = 1 / 8
/** How often it is looked whether the browser still asks the person, ms. */
const LOOK_MS = 500
/** The list of devices is known within this, ms, or done without. */
const LIST_MS = 1_000

/** Fills a window, and every camera supports it. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const

/**
 * Whether the person refused, so that the call cannot go on. Without the camera alone it can, as
 * long as there is a microphone.
 */
export function isRefused(opened: OpenedMedia): boolean {
  const isNo = (outcome: DeviceOutcome) => outcome === 'refused' || outcome === 'system'
  return isNo(opened.microphone) || (isNo(opened.camera) && opened.audio === null)
}

/** How long devices may still take, ms, whatever is tried one after the other. */
interface Patience {
  leftMs: number
}

/** Opens the microphone, and the camera if it is wanted. Never rejects: the outcomes tell. */
export async function openMedia(
  camera: boolean,
  choices: MediaChoices,
  deps: MediaDeps,
): Promise<OpenedMedia> {
  const patience = { leftMs: HANG_MS }
  if (!camera) return openEach(false, choices, deps, patience)
  try {
    const constraints = {
      audio: await constraintOf('microphone', choices, deps),
      video: await constraintOf('camera', choices, deps),
    }
    const stream = await openInTime(constraints, ['microphone', 'camera'], deps, patience, APART_MS)
    const audio = stream.getAudioTracks()[0] ?? null
    const video = stream.getVideoTracks()[0] ?? null
    return {
      microphone: audio === null ? 'absent' : 'on',
      camera: video === null ? 'absent' : 'on',
      audio,
      video,
    }
  } catch (thrown) {
    const code = mediaErrorCode(thrown)
    const isRefusal = code === 'refused' || code === 'system'
    return isRefusal
      ? refusedBoth(code, choices, deps, patience)
      : openEach(true, choices, deps, patience)
  }
}

/**
 * Both were refused together, perhaps because of the camera alone: then the microphone is opened.
 * The permissions are read only now, since an answered call has no time to read them before.
 */
async function refusedBoth(
  code: 'refused' | 'system',
  choices: MediaChoices,
  deps: MediaDeps,
  patience: Patience,
): Promise<OpenedMedia> {
  const [microphone, camera] = await Promise.all([
    deps.permission('microphone'),
    deps.permission('camera'),
  ])
  // The site may use both, so that the system has refused one of them, or both.
  const isSystem = code === 'system' || (microphone === 'granted' && camera === 'granted')
  if (isSystem) return openEach(true, choices, deps, patience)
  // After a no, the person is not asked again.
  const cameraAlone =
    microphone === 'granted' ? camera !== 'granted' : microphone !== 'denied' && camera === 'denied'
  if (cameraAlone) {
    const opened = await openEach(false, choices, deps, patience)
    return { ...opened, camera: 'refused' }
  }
  return { microphone: 'refused', camera: 'refused', audio: null, video: null }
}

/** Opens each alone, side by side, because one of them may hang. */
async function openEach(
  camera: boolean,
  choices: MediaChoices,
  deps: MediaDeps,
  { leftMs }: Patience,
): Promise<OpenedMedia> {
  const [audio, video] = await Promise.all([
    openOne('microphone', choices, deps, { leftMs }),
    camera ? openOne('camera', choices, deps, { leftMs }) : null,
  ])
  return {
    microphone: audio.code ?? 'on',
    camera: video === null ? 'off' : (video.code ?? 'on'),
    audio: audio.track,
    video: video?.track ?? null,
  }
}

type Opened =
  | { readonly track: MediaStreamTrack; readonly code: null }
  | { readonly track: null; readonly code: MediaErrorCode }

/** What the browser and the choices call each device, and how it is opened where none was chosen. */
export const DEVICES = {
  microphone: { list: 'microphones', constraint: true },
  camera: { list: 'cameras', constraint: PICTURE },
} as const
export type DeviceName = keyof typeof DEVICES

/** With these the browser's default device would do no better. */
const NO_OTHER: ReadonlySet<MediaErrorCode> = new Set(['refused', 'system', 'hung'])

/** Opens the preferred device, or if that fails, the browser's default. */
export async function openOne(
  which: DeviceName,
  choices: MediaChoices,
  deps: MediaDeps,
  patience: Patience = { leftMs: HANG_MS },
): Promise<Opened> {
  const wanted = await constraintOf(which, choices, deps)
  const preferred = await attempt(which, wanted, deps, patience)
  if (preferred.track !== null) return preferred
  const { list, constraint } = DEVICES[which]
  const mayOther = !NO_OTHER.has(preferred.code)
  return choices[list].length > 0 && mayOther
    ? attempt(which, constraint, deps, patience)
    : preferred
}

async function attempt(
  which: DeviceName,
  constraint: MediaTrackConstraints | true,
  deps: MediaDeps,
  patience: Patience,
): Promise<Opened> {
  try {
    const constraints = which === 'microphone' ? { audio: constraint } : { video: constraint }
    const stream = await openInTime(constraints, [which], deps, patience)
    const track = stream.getTracks()[0]
    return track === undefined ? { track: null, code: 'absent' } : { track, code: null }
  } catch (thrown) {
    const code = mediaErrorCode(thrown)
    const isSystem = code === 'refused' && (await deps.permission(which)) === 'granted'
    return { track: null, code: isSystem ? 'system' : code }
  }
}

/**
 * `getUserMedia` with a time limit, which counts only while the site may use the devices: a person who is asked
 * has all the time they want. What opens later is closed again. `keepMs`: so much patience is left when it gives up.
 * @throws HungError, and what it throws
 */
function openInTime(
  constraints: MediaStreamConstraints,
  names: readonly DeviceName[],
  { devices, permission, timer, now }: MediaDeps,
  patience: Patience,
  keepMs = 0,
): Promise<MediaStream> {
  return new Promise((resolve, reject) => {
    let isOver = false
    let lookedAt = now()
    let cancel = timer(LOOK_MS, look)
    const settle = (then: () => void) => {
      if (isOver) return
      isOver = true
      cancel()
      then()
    }
    devices.getUserMedia(constraints).then(
      (stream) => {
        if (isOver) for (const track of stream.getTracks()) track.stop()
        else settle(() => resolve(stream))
      },
      (thrown: Error) => settle(() => reject(thrown)),
    )

    function look(): void {
      void Promise.all(names.map((name) => permission(name))).then((answers) => {
        if (isOver) return
        const passed = now() - lookedAt
        lookedAt += passed
        // Where the browser does not tell, a person may be asked.
        const share = answers.includes('unknown') ? UNKNOWN_SHARE : 1
        if (!answers.includes('prompt')) patience.leftMs -= passed * share
        if (patience.leftMs <= keepMs) settle(() => reject(new HungError(names.join())))
        else cancel = timer(LOOK_MS, look)
      })
    }
  })
}

/** The most preferred device that is present, else any. */
async function constraintOf(which: DeviceName, choices: MediaChoices, deps: MediaDeps) {
  const { list, constraint } = DEVICES[which]
  if (choices[list].length === 0) return constraint
  const id = preferredDevice(choices, list, (await presentDevices(list, deps)) ?? [])
  if (id === null) return constraint
  return { ...(constraint === true ? {} : constraint), deviceId: { exact: id } }
}

const KINDS = { microphones: 'audioinput', cameras: 'videoinput', speakers: 'audiooutput' } as const

/** The ids of the devices that are present; null: the browser does not tell. */
export async function presentDevices(
  list: DeviceList,
  { devices, timer }: Pick<MediaDeps, 'devices' | 'timer'>,
): Promise<readonly string[] | null> {
  try {
    const all = await within(devices.enumerateDevices(), LIST_MS, timer)
    if (all === TOO_LATE) return null
    return all.flatMap(({ kind, deviceId }) => (kind === KINDS[list] ? [deviceId] : []))
  } catch {
    return null
  }
}
