/** Reads the statistics of a connection. */
import { TOO_LATE, within } from '../platform/time-limit.ts'
import type { Timer } from '../platform/timer.ts'
import type { Entry } from './stats-entry.ts'

/** Engines answer within milliseconds. One that does not may answer the next time, ms. */
const ANSWER_MS = 2_000

/** The entries of the report (W3C webrtc-stats). @throws if there is none after `ANSWER_MS` */
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
