import { TOO_LATE, within } from '../time-limit.ts'
import type { Timer } from '../timer.ts'

/** A browser that has not copied by then does not copy, ms. */
const COPY_MS = 1_000

/** Copies, within a press; false: the browser did not let this page copy. */
export async function copyText(
  text: string,
  timer: Timer,
  clipboard: Pick<Clipboard, 'writeText'> = navigator.clipboard,
): Promise<boolean> {
  try {
    return (await within(clipboard.writeText(text), COPY_MS, timer)) !== TOO_LATE
  } catch {
    return false
  }
}
