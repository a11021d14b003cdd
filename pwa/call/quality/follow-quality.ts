/**
 * Looks after the quality of one connection from its first picture on: reads its statistics, exchanges reports with the
 * other window, lets the controller decide, and carries that out. Loaded after the first picture.
 */
import type { Timer } from '../../platform/timer.ts'
import { playAtOnce } from '../first-picture.ts'
import { readEntries } from '../read-entries.ts'
import { createApply } from './apply-settings.ts'
import {
  isBackBad,
  NEW_QUALITY,
  reportOf,
  settingsOf,
  stepQuality,
  viewOf,
  type QualityEvent,
  type QualityView,
} from './controller.ts'
import { readReport } from './reading.ts'
import { openReportChannel } from './report-channel.ts'

/** Statistics are read this often, ms: silence has to be said within a second and a half. */
const READ_MS = 250
/** While nothing arrives: the sooner its end is seen, the sooner the picture is whole again, ms. */
const SILENT_READ_MS = 100
/** The other side is told this often, ms. */
const REPORT_MS = 1_000

export interface FollowDeps {
  readonly connection: RTCPeerConnection
  /** The worker that repeats packets of sound; null: the browser cannot. */
  readonly repeats: Worker | null
  readonly timer: Timer
  /** The page's clock, ms. */
  readonly now: () => number
  /** What the picture is that is sent now; null: none is. */
  readonly sends: () => 'face' | 'screen' | null
  readonly show: (view: QualityView) => void
  readonly report: (error: unknown) => void
}

/** Begins; returns what ends it. */
export function followQuality(deps: FollowDeps): () => void {
  const { connection, timer, now, sends, show, report } = deps
  const apply = createApply(deps)
  let quality = NEW_QUALITY
  let shown = ''
  let told = { atMs: -Infinity, bad: false }
  let cancel: (() => void) | null = null
  let isOver = false
  const send = openReportChannel({
    connection,
    now,
    heard: (heard, atMs) => happen({ type: 'heard', report: heard, atMs }),
  })
  playAtOnce(connection, false)

  function happen(event: QualityEvent): void {
    if (isOver) return
    quality = stepQuality(quality, event)
    const settings = settingsOf(quality)
    if (settings !== null) apply(settings)
    const view = viewOf(quality)
    const text = JSON.stringify(view)
    if (view === null || text === shown) return
    shown = text
    show(view)
  }

  function tell(): void {
    const atMs = now()
    const bad = isBackBad(quality)
    if (bad === told.bad && atMs - told.atMs < REPORT_MS) return
    const own = reportOf(quality, atMs)
    if (own !== null && send(own)) told = { atMs, bad }
  }

  async function read(): Promise<void> {
    const entries = await readEntries(connection, timer)
    if (isOver) return
    happen({ type: 'read', reading: readReport(entries, now()), sends: sends() })
    tell()
  }

  function readOn(): void {
    read()
      .catch(report)
      .finally(() => {
        if (isOver) return
        const isSilent = quality.is === 'running' && quality.arriving.silent
        cancel = timer(isSilent ? SILENT_READ_MS : READ_MS, readOn)
      })
  }
  readOn()

  return () => {
    isOver = true
    cancel?.()
  }
}
