/** Foretells that the browser will ask the person whether the site may use devices. */
import type { DeviceName, MediaDeps } from './media-open.ts'
import type { Timer } from '../platform/timer.ts'

/** If a permission is unknown, a prompt is assumed to be open after this time, ms. */
const ASKING_MS = 600

interface PromptDeps {
  readonly permission: MediaDeps['permission']
  readonly timer: Timer
  readonly prompts: () => void
}

/**
 * Calls `prompts` if the browser asks for one of these. Runs while the devices open, which must not wait for it.
 * @returns a function that stops it
 */
export function foretellPrompt(
  names: readonly DeviceName[],
  { permission, timer, prompts }: PromptDeps,
): () => void {
  let stopped = false
  let cancel: (() => void) | null = null
  void Promise.all(names.map((name) => permission(name))).then((answers) => {
    if (stopped) return
    if (answers.includes('prompt')) prompts()
    else if (answers.includes('unknown')) cancel = timer(ASKING_MS, prompts)
  })
  return () => {
    stopped = true
    cancel?.()
  }
}
