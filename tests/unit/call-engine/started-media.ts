import { createLocalMedia } from '../../../pwa/call/local-media.ts'
import { FIRST_CHOICES, writeChoices } from '../../../pwa/platform/browser/media-choices.ts'
import { Machine } from './fake-machine.ts'
import { FakeStorage } from './fake-storage.ts'

/** A window's own media on a machine, with what was chosen last time. */
export function startMedia(machine = new Machine(), choices = FIRST_CHOICES) {
  const storage = new FakeStorage()
  writeChoices(storage, choices)
  const media = createLocalMedia({
    ...machine.deps,
    storage,
    changed: () => undefined,
    prompts: () => undefined,
  })
  return { machine, storage, media }
}
