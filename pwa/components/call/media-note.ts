/** Says which of this side's devices are missing, and why. */
import type { EngineView } from '../../stores/call-window.ts'
import * as texts from '../../texts/texts.ts'

type Local = EngineView['local']

const t = texts.callAsides.notes

const MICROPHONE: Record<Local['microphoneOutcome'], string | null> = {
  on: null,
  off: null,
  refused: null,
  absent: t.microphoneAbsent,
  busy: t.microphoneBusy,
  unfit: t.microphoneFailed,
  insecure: t.microphoneFailed,
  failed: t.microphoneFailed,
}

/** Why there is no picture; the microphone decides about the consequence. */
const CAMERA: Record<Local['cameraOutcome'], string | null> = {
  on: null,
  off: null,
  refused: t.cameraRefused,
  absent: t.cameraAbsent,
  busy: t.cameraBusy,
  unfit: t.cameraFailed,
  insecure: t.cameraFailed,
  failed: t.cameraFailed,
}

const SCREEN: Record<Local['screenOutcome'], string | null> = {
  on: null,
  off: null,
  refused: null,
  absent: t.screenFailed,
  busy: t.screenFailed,
  unfit: t.screenFailed,
  insecure: t.screenFailed,
  failed: t.screenFailed,
}

/** Null: every wanted device is open. */
export function noteOf(local: Local): string | null {
  const microphone = MICROPHONE[local.microphoneOutcome]
  const cause = CAMERA[local.cameraOutcome]
  const follows = microphone === null ? t.soundOnly : t.unseen
  const camera = cause === null ? null : follows(cause)
  const notes = [microphone, camera, SCREEN[local.screenOutcome]]
  const said = notes.filter((note) => note !== null)
  return said.length === 0 ? null : said.join(' ')
}
