/**
 * Opens microphone and camera, and reports the outcome of each. Both are requested together, so
 * that the browser asks once; if that fails, each alone, so that the call can go on without the
 * other.
 */
import type { PermissionAnswer } from '../platform/browser/permission-watch.ts'
import { preferredDevice, type MediaChoices } from '../platform/browser/media-choices.ts'
import { mediaErrorCode, type MediaErrorCode } from './media-error.ts'

/** `off`: not requested; `on`: open. */
export type DeviceOutcome = 'off' | 'on' | MediaErrorCode

export interface OpenedMedia {
  readonly microphone: DeviceOutcome
  readonly camera: DeviceOutcome
  readonly audio: MediaStreamTrack | null
  readonly video: MediaStreamTrack | null
}

/** The browser. */
export interface MediaDeps {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>
  readonly permission: (name: 'microphone' | 'camera') => Promise<PermissionAnswer>
}

/** Fills a window, and every camera supports it. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const

/**
 * Whether the person refused, so that the call cannot go on. Without the camera alone it can, as
 * long as there is a microphone.
 */
export function isRefused(opened: OpenedMedia): boolean {
  return opened.microphone === 'refused' || (opened.camera === 'refused' && opened.audio === null)
}

/** Opens the microphone, and the camera if it is wanted. Never rejects: the outcomes tell. */
export async function openMedia(
  camera: boolean,
  choices: MediaChoices,
  deps: MediaDeps,
): Promise<OpenedMedia> {
  if (!camera) return openEach(false, choices, deps)
  try {
    const stream = await deps.devices.getUserMedia({
      audio: await constraintOf('microphone', choices, deps),
      video: await constraintOf('camera', choices, deps),
    })
    const audio = stream.getAudioTracks()[0] ?? null
    const video = stream.getVideoTracks()[0] ?? null
    return {
      microphone: audio === null ? 'absent' : 'on',
      camera: video === null ? 'absent' : 'on',
      audio,
      video,
    }
  } catch (thrown) {
    const isRefusal = mediaErrorCode(thrown) === 'refused'
    return isRefusal ? refusedBoth(choices, deps) : openEach(true, choices, deps)
  }
}

/**
 * Both were refused together, perhaps because of the camera alone: then the microphone is opened.
 * The permissions are read only now, since an answered call has no time to read them before.
 */
async function refusedBoth(choices: MediaChoices, deps: MediaDeps): Promise<OpenedMedia> {
  const [microphone, camera] = await Promise.all([
    deps.permission('microphone'),
    deps.permission('camera'),
  ])
  // After a no, the person is not asked again.
  const cameraAlone =
    microphone === 'granted' ? camera !== 'granted' : microphone !== 'denied' && camera === 'denied'
  if (cameraAlone) {
    const opened = await openEach(false, choices, deps)
    return { ...opened, camera: 'refused' }
  }
  return { microphone: 'refused', camera: 'refused', audio: null, video: null }
}

async function openEach(
  camera: boolean,
  choices: MediaChoices,
  deps: MediaDeps,
): Promise<OpenedMedia> {
  const audio = await openOne('microphone', choices, deps)
  const video = camera ? await openOne('camera', choices, deps) : null
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
const DEVICES = {
  microphone: { kind: 'audioinput', list: 'microphones', constraint: true },
  camera: { kind: 'videoinput', list: 'cameras', constraint: PICTURE },
} as const
type DeviceName = keyof typeof DEVICES

/** Opens the preferred device, or if that fails, the browser's default. */
export async function openOne(
  which: DeviceName,
  choices: MediaChoices,
  deps: MediaDeps,
): Promise<Opened> {
  const preferred = await attempt(which, await constraintOf(which, choices, deps), deps)
  if (preferred.track !== null) return preferred
  const { list, constraint } = DEVICES[which]
  if (choices[list].length === 0 || preferred.code === 'refused') return preferred
  return attempt(which, constraint, deps)
}

async function attempt(
  which: DeviceName,
  constraint: MediaTrackConstraints | true,
  deps: MediaDeps,
): Promise<Opened> {
  try {
    const stream = await deps.devices.getUserMedia(
      which === 'microphone' ? { audio: constraint } : { video: constraint },
    )
    const track = stream.getTracks()[0]
    return track === undefined ? { track: null, code: 'absent' } : { track, code: null }
  } catch (thrown) {
    return { track: null, code: mediaErrorCode(thrown) }
  }
}

/** The most preferred device that is present, else any. */
async function constraintOf(which: DeviceName, choices: MediaChoices, deps: MediaDeps) {
  const { kind, list, constraint } = DEVICES[which]
  if (choices[list].length === 0) return constraint
  const devices = await deps.devices.enumerateDevices()
  const present = devices.flatMap((each) => (each.kind === kind ? [each.deviceId] : []))
  const id = preferredDevice(choices, list, present)
  if (id === null) return constraint
  return { ...(constraint === true ? {} : constraint), deviceId: { exact: id } }
}
