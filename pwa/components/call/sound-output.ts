import { TOO_LATE, within } from '../../platform/time-limit.ts'
import type { Timer } from '../../platform/timer.ts'

/** A browser that has not changed the speaker by then does not change it, ms. */
const CHANGE_MS = 3_000

/** A media element, as browsers with the Audio Output Devices API have it. */
export interface SoundOutput {
  readonly sinkId?: string
  readonly setSinkId?: (id: string) => Promise<void>
}

/** Lets this speaker play, null being the system's. Returns the one that plays: the former, if this is refused. */
export async function playBy(
  output: SoundOutput,
  speaker: string | null,
  timer: Timer,
): Promise<string | null> {
  const former = output.sinkId
  // Without the API the system chooses.
  if (former === undefined || former === (speaker ?? '')) return speaker
  try {
    const changed = output.setSinkId?.(speaker ?? '') ?? Promise.resolve()
    if ((await within(changed, CHANGE_MS, timer)) !== TOO_LATE) return speaker
  } catch {
    // It is gone, or the browser wants to be asked for it first.
  }
  return former === '' ? null : former
}
