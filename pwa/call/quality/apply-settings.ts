/** Carries out what the quality controller decides about what is sent. */
import type { PictureStep } from './picture-steps.ts'
import type { Settings } from './controller.ts'

/** Thin sound, and what is sent otherwise, bits a second: what engines send by themselves. */
const THIN_BPS = 16_000
const SOUND_BPS = 32_000

/** What TypeScript's library lacks: packets become longer as the rate sinks (WebRTC extensions). */
interface Encoding extends RTCRtpEncodingParameters {
  adaptivePtime?: boolean
}

export interface ApplyDeps {
  readonly connection: Pick<RTCPeerConnection, 'getTransceivers'>
  /** Told how many earlier packets each packet of sound repeats; null: the browser decides. */
  readonly repeats: Pick<Worker, 'postMessage'> | null
  readonly report: (error: unknown) => void
}

/** Returns what applies new settings: one after the other, and only what differs from those before. */
export function createApply({ connection, repeats, report }: ApplyDeps) {
  let applied: Settings | null = null
  let work: Promise<void> = Promise.resolve()
  /** An engine that refuses something would refuse it again and again. */
  let isReported = false

  function set(
    kind: 'audio' | 'video',
    change: (encoding: Encoding) => void,
    keyFrame = false,
  ): void {
    work = work.then(async () => {
      const sender = connection
        .getTransceivers()
        .find(({ receiver }) => receiver.track.kind === kind)?.sender
      const parameters = sender?.getParameters()
      const [encoding] = parameters?.encodings ?? []
      if (sender === undefined || parameters === undefined || encoding === undefined) return
      change(encoding)
      try {
        if (keyFrame) await sender.setParameters(parameters, { encodingOptions: [{ keyFrame }] })
        else await sender.setParameters(parameters)
      } catch (error) {
        if (!isReported) report(error)
        isReported = true
      }
    })
  }

  return (now: Settings): void => {
    const before = applied
    applied = now
    const keyFrame = before !== null && now.keyFrames > before.keyFrames
    if (keyFrame || before === null || !isSame(now.picture, before.picture)) {
      set('video', (encoding) => setPicture(encoding, now.picture), keyFrame)
    }
    if (now.thinSound !== (before?.thinSound ?? false)) {
      set('audio', (encoding) => {
        encoding.adaptivePtime = now.thinSound
        encoding.maxBitrate = now.thinSound ? THIN_BPS : SOUND_BPS
      })
    }
    if (now.repeats !== before?.repeats) repeats?.postMessage(now.repeats)
  }
}

function setPicture(encoding: Encoding, step: PictureStep): void {
  encoding.active = step.active
  encoding.scaleResolutionDownBy = step.scaleResolutionDownBy
  // A field that is there, but undefined, is an error in some engines.
  if (step.maxBitrate === null) delete encoding.maxBitrate
  else encoding.maxBitrate = step.maxBitrate
  if (step.maxFramerate === null) delete encoding.maxFramerate
  else encoding.maxFramerate = step.maxFramerate
}

function isSame(one: PictureStep, other: PictureStep): boolean {
  return (
    one.active === other.active &&
    one.maxBitrate === other.maxBitrate &&
    one.scaleResolutionDownBy === other.scaleResolutionDownBy &&
    one.maxFramerate === other.maxFramerate
  )
}
