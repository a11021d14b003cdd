/** The exact words of the call window about missing devices. */
import { describe, expect, it } from 'vitest'
import { noteOf } from '../../../pwa/components/call/media-note.ts'
import type { LocalState } from '../../../pwa/call/local-media.ts'

const ALL_ON: LocalState = {
  microphone: true,
  camera: true,
  screen: false,
  microphoneSilenced: false,
  cameraSilenced: false,
  microphoneOutcome: 'on',
  cameraOutcome: 'on',
  screenOutcome: 'off',
}

const screenFailed =
  'Your screen could not be shared. Allow it in the settings of your system, and try again.'

describe('the note', () => {
  it('is empty while nothing is missing that was wanted', () => {
    expect(noteOf(ALL_ON)).toBeNull()
    expect(noteOf({ ...ALL_ON, camera: false, cameraOutcome: 'off' })).toBeNull()
  })

  it.each([
    ['refused', 'Your camera is blocked: the call has sound only.'],
    ['absent', 'No camera was found: the call has sound only.'],
    ['busy', 'Another program uses your camera: the call has sound only.'],
    ['failed', 'Your camera could not be opened: the call has sound only.'],
  ] as const)('explains a camera that is %s', (cameraOutcome, note) => {
    expect(noteOf({ ...ALL_ON, cameraOutcome })).toBe(note)
  })

  it.each([
    ['absent', 'No microphone was found: the other side does not hear you.'],
    ['busy', 'Another program uses your microphone: the other side does not hear you.'],
    ['failed', 'Your microphone could not be opened: the other side does not hear you.'],
    ['kept', 'The microphone that you chose could not be opened. The one before is still used.'],
  ] as const)('explains a microphone that is %s', (microphoneOutcome, note) => {
    expect(noteOf({ ...ALL_ON, microphoneOutcome })).toBe(note)
  })

  it.each(['absent', 'busy', 'failed'] as const)(
    'explains a screen that is %s',
    (screenOutcome) => {
      expect(noteOf({ ...ALL_ON, screenOutcome })).toBe(screenFailed)
    },
  )

  it('names all that is missing, and promises no sound without a microphone', () => {
    expect(noteOf({ ...ALL_ON, microphoneOutcome: 'absent', cameraOutcome: 'busy' })).toBe(
      'No microphone was found: the other side does not hear you. ' +
        'Another program uses your camera: the other side does not see you.',
    )
  })
})
