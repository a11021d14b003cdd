/** Reads the statistics of a connection. */
import { TOO_LATE, within } from '../platform/time-limit.ts'
import type { Timer } from '../platform/timer.ts'
import type { Entry } from './stats-entry.ts'

/** Browsers answer within milliseconds. After this long, ms, the attempt is given up. */
const ANSWER_MS = 2_000

/**
 * The entries of the connection's statistics (W3C webrtc-stats).
 * @throws if the browser has not answered after `ANSWER_MS`
 */
export async function readEntries(
  connection: Pick<RTCPeerConnection, 'getStats'>,
  timer: Timer,
): Promise<readonly Entry[]> {
  const report = await within(connection.getStats(), ANSWER_MS, timer)
  if (report === TOO_LATE) throw new Error('The browser gives no statistics of the connection.')
  const entries: Entry[] = []
  report.forEach((entry: Entry) => entries.push(entry))
  return entries
}
