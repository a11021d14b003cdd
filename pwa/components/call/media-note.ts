/** Says which of this side's devices are missing, and why. */
import type { EngineView } from '../../stores/call-window.ts'
import * as texts from '../../texts/texts.ts'

type Local = EngineView['local']

const t = texts.callAsides.notes

interface Notes {
  readonly microphone: string | null
  /** Why there is no picture; the microphone decides about the consequence. */
  readonly camera: string | null
  readonly screen: string | null
}

const NONE: Notes = { microphone: null, camera: null, screen: null }
const FAILED: Notes = {
  microphone: t.microphoneFailed,
  camera: t.cameraFailed,
  screen: t.screenFailed,
}

const NOTES: Record<Local['microphoneOutcome'], Notes> = {
  on: NONE,
  off: NONE,
  kept: { ...NONE, microphone: t.microphoneKept },
  refused: { ...NONE, camera: t.cameraRefused },
  absent: { ...FAILED, microphone: t.microphoneAbsent, camera: t.cameraAbsent },
  busy: { ...FAILED, microphone: t.microphoneBusy, camera: t.cameraBusy },
  system: { ...FAILED, microphone: t.microphoneSystem, camera: t.cameraSystem },
  hung: { ...FAILED, microphone: t.microphoneHung, camera: t.cameraHung },
  unfit: FAILED,
  insecure: FAILED,
  failed: FAILED,
}

/** Null: every wanted device is open, and works. */
export function noteOf(local: Local): string | null {
  const { microphone } = NOTES[local.microphoneOutcome]
  const { camera: cause } = NOTES[local.cameraOutcome]
  const { screen } = NOTES[local.screenOutcome]
  const follows = microphone === null ? t.soundOnly : t.unseen
  const camera = cause === null ? null : follows(cause)
  const silenced = [
    local.microphone && local.microphoneSilenced ? t.microphoneSilenced : null,
    local.camera && local.cameraSilenced ? t.cameraSilenced : null,
  ]
  const said = [microphone, camera, screen, ...silenced].filter((note) => note !== null)
  return said.length === 0 ? null : texts.callAsides.sentences(said)
}
