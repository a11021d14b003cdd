/** Asks for microphone and camera, and says when the browser is about to ask. */
import type { PermissionAnswer } from '../platform/permissions.ts'
import type { Timer } from '../platform/timer.ts'
import type { LocalMedia } from './local-media.ts'

/** A browser that does not tell whether it will ask: this long without an answer, and it does; ms. */
const ASKING_MS = 600

export interface AskingParts {
  readonly media: LocalMedia
  readonly permission: (name: 'microphone' | 'camera') => Promise<PermissionAnswer>
  readonly timer: Timer
  /** The browser's own question is open. */
  readonly prompts: () => void
}

/** Opens the media as they were left. Null: stopped meanwhile. */
export async function askMedia(
  { media, permission, timer, prompts }: AskingParts,
  soundOnly: boolean,
): Promise<'ready' | 'refused' | null> {
  const wish = media.wish(soundOnly)
  let settled = false
  const asking: { cancel?: () => void } = {}
  // Beside the opening, which must not wait for it.
  void Promise.all([
    wish.microphone ? permission('microphone') : 'granted',
    wish.camera ? permission('camera') : 'granted',
  ]).then((answers) => {
    if (settled) return
    if (answers.includes('prompt')) prompts()
    else if (answers.includes('unknown')) asking.cancel = timer(ASKING_MS, prompts)
  })
  const opened = await media.open(soundOnly)
  settled = true
  asking.cancel?.()
  return opened
}
