/**
 * The data channel on which the two windows report to each other what arrives. It repeats nothing that is lost: a
 * report that comes late would say that everything is late.
 */
import * as v from 'valibot'
import {
  REPORT_CHANNEL,
  REPORT_MAX_CHARS,
  peerReport,
  type PeerReport,
} from '../../../protocol/peer-report.ts'

/** More than that waits to be sent: another report would wait, too; bytes. */
const MOST_WAITING = 2_000
/** A window that sends more reports a second is not listened to. */
const MOST_A_SECOND = 8

export interface ReportChannelDeps {
  readonly connection: Pick<RTCPeerConnection, 'createDataChannel'>
  /** The page's clock, ms. */
  readonly now: () => number
  readonly heard: (report: PeerReport, atMs: number) => void
}

/** Returns what sends a report, and whether it was sent. */
export function openReportChannel({ connection, now, heard }: ReportChannelDeps) {
  const { label, id } = REPORT_CHANNEL
  const options = { negotiated: true, id, ordered: false, maxRetransmits: 0 }
  const channel = connection.createDataChannel(label, options)
  let second = 0
  let count = 0
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const atMs = now()
    const thisSecond = Math.floor(atMs / 1000)
    count = thisSecond === second ? count + 1 : 1
    second = thisSecond
    if (count > MOST_A_SECOND) return
    const report = parseReport(data)
    if (report !== null) heard(report, atMs)
  })
  return (report: PeerReport): boolean => {
    if (channel.readyState !== 'open' || channel.bufferedAmount > MOST_WAITING) return false
    try {
      channel.send(JSON.stringify({ report }))
      return true
    } catch {
      // It closes just now; nothing depends on a single report.
      return false
    }
  }
}

/** Null: it is not a report. */
function parseReport(data: unknown): PeerReport | null {
  if (typeof data !== 'string' || data.length > REPORT_MAX_CHARS) return null
  try {
    const parsed = v.safeParse(peerReport, JSON.parse(data))
    return parsed.success ? parsed.output.report : null
  } catch {
    return null
  }
}
