/**
 * Opens microphone and camera, and says of each what came of it. One question of the browser's where
 * one will do; when both together fail, each alone, so that the rest goes on without the one.
 */
import { mediaPermission } from '../platform/permissions.ts'
import type { PermissionAnswer } from '../platform/permissions.ts'
import { preferredDevice } from '../platform/browser/media-choices.ts'
import type { MediaChoices } from '../platform/browser/media-choices.ts'
import { mediaError } from './media-error.ts'
import type { MediaErrorCode } from './media-error.ts'

/** `off`: not asked for; `on`: open. */
export type DeviceOutcome = 'off' | 'on' | MediaErrorCode

export interface OpenedMedia {
  readonly microphone: DeviceOutcome
  readonly camera: DeviceOutcome
  readonly audio: MediaStreamTrack | null
  readonly video: MediaStreamTrack | null
}

export interface MediaWish {
  readonly microphone: boolean
  readonly camera: boolean
}

/** The browser, handed in. */
export interface MediaParts {
  readonly devices: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>
  readonly permission: (name: 'microphone' | 'camera') => Promise<PermissionAnswer>
}

export const browserMedia = (): MediaParts => ({
  devices: navigator.mediaDevices,
  permission: (name) => mediaPermission(name),
})

/** Wide enough for a full window, and what every camera can. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const

const NOTHING: OpenedMedia = { microphone: 'off', camera: 'off', audio: null, video: null }

/**
 * Was the person asked, and did they say no? Then the call does not go on. It does without the camera
 * alone, where there is a microphone to go on with.
 */
export function isRefused(opened: OpenedMedia): boolean {
  return opened.microphone === 'refused' || (opened.camera === 'refused' && opened.audio === null)
}

/** Opens what is wished for. Never rejects: the outcomes tell. */
export async function openMedia(
  wish: MediaWish,
  choices: MediaChoices,
  parts: MediaParts = browserMedia(),
): Promise<OpenedMedia> {
  if (!wish.microphone && !wish.camera) return NOTHING
  if (!wish.microphone || !wish.camera) return openEach(wish, choices, parts)
  try {
    const stream = await parts.devices.getUserMedia({
      audio: await audioOf(choices, parts),
      video: await videoOf(choices, parts),
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
    const { code } = mediaError(thrown)
    if (code !== 'refused') return openEach(wish, choices, parts)
    return refusedBoth(choices, parts)
  }
}

/**
 * Both were refused together: perhaps for the camera's sake alone, which must not take the microphone
 * down with it. Found out afterwards, since an answered call has no time to find it out before.
 */
async function refusedBoth(choices: MediaChoices, parts: MediaParts): Promise<OpenedMedia> {
  const [microphone, camera] = await Promise.all([
    parts.permission('microphone'),
    parts.permission('camera'),
  ])
  // A question that was answered with no is not put again: that leaves both refused, or none.
  const cameraAlone =
    microphone === 'granted' ? camera !== 'granted' : microphone !== 'denied' && camera === 'denied'
  if (cameraAlone) {
    const opened = await openEach({ microphone: true, camera: false }, choices, parts)
    return { ...opened, camera: 'refused' }
  }
  return { ...NOTHING, microphone: 'refused', camera: 'refused' }
}

async function openEach(
  wish: MediaWish,
  choices: MediaChoices,
  parts: MediaParts,
): Promise<OpenedMedia> {
  const audio = wish.microphone ? await openOne('microphone', choices, parts) : null
  const video = wish.camera ? await openOne('camera', choices, parts) : null
  return {
    microphone: audio === null ? 'off' : (audio.code ?? 'on'),
    camera: video === null ? 'off' : (video.code ?? 'on'),
    audio: audio?.track ?? null,
    video: video?.track ?? null,
  }
}

type Opened =
  | { readonly track: MediaStreamTrack; readonly code: null }
  | { readonly track: null; readonly code: MediaErrorCode }

/** Opens one device: the preferred one, else, when that fails, whichever the browser takes. */
export async function openOne(
  which: 'microphone' | 'camera',
  choices: MediaChoices,
  parts: MediaParts = browserMedia(),
): Promise<Opened> {
  const constraints = which === 'microphone' ? audioOf : videoOf
  const preferred = await attempt(which, await constraints(choices, parts), parts)
  if (preferred.track !== null) return preferred
  const hadChoice = (which === 'microphone' ? choices.microphones : choices.cameras).length > 0
  if (!hadChoice || preferred.code === 'refused') return preferred
  return attempt(which, which === 'microphone' ? true : PICTURE, parts)
}

async function attempt(
  which: 'microphone' | 'camera',
  constraint: MediaTrackConstraints | true,
  parts: MediaParts,
): Promise<Opened> {
  try {
    const stream = await parts.devices.getUserMedia(
      which === 'microphone' ? { audio: constraint } : { video: constraint },
    )
    const track = stream.getTracks()[0]
    return track === undefined ? { track: null, code: 'absent' } : { track, code: null }
  } catch (thrown) {
    return { track: null, code: mediaError(thrown).code }
  }
}

async function audioOf(
  choices: MediaChoices,
  parts: MediaParts,
): Promise<MediaTrackConstraints | true> {
  const id = await chosen('audioinput', choices, 'microphones', parts)
  return id === null ? true : { deviceId: { exact: id } }
}

async function videoOf(choices: MediaChoices, parts: MediaParts): Promise<MediaTrackConstraints> {
  const id = await chosen('videoinput', choices, 'cameras', parts)
  return id === null ? PICTURE : { ...PICTURE, deviceId: { exact: id } }
}

async function chosen(
  kind: MediaDeviceKind,
  choices: MediaChoices,
  list: 'microphones' | 'cameras',
  parts: MediaParts,
): Promise<string | null> {
  if (choices[list].length === 0) return null
  const devices = await parts.devices.enumerateDevices()
  const present = devices.flatMap((each) => (each.kind === kind ? [each.deviceId] : []))
  return preferredDevice(choices, list, present)
}
