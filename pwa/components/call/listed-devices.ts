import { TOO_LATE, within } from '../../platform/time-limit.ts'
import type { Timer } from '../../platform/timer.ts'

/** A browser that has not answered by then does not answer, ms. */
const ANSWER_MS = 3_000

/** The devices that may be chosen; null: the browser refuses to list them, or does not answer. */
export async function listedDevices(
  devices: Pick<MediaDevices, 'enumerateDevices'>,
  timer: Timer,
): Promise<readonly MediaDeviceInfo[] | null> {
  try {
    const answer = await within(devices.enumerateDevices(), ANSWER_MS, timer)
    return answer === TOO_LATE ? null : answer.filter(({ deviceId }) => deviceId !== '')
  } catch {
    return null
  }
}
