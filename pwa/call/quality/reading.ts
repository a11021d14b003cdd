/** What the quality controller reads from `getStats()` (W3C webrtc-stats). Every field may be missing. Pure. */
import { numberIn, pairIn, sumIn, textIn, type Entry } from '../stats-entry.ts'

/** What the other side said by RTCP about a stream that is sent to it. */
export interface Echo {
  readonly source: 'sound' | 'picture'
  /** Changes with each new report. */
  readonly stamp: number
  /** Round trip, ms. */
  readonly tripMs: number | null
  /** Share of packets that were lost since its report before. */
  readonly loss: number | null
}

/** One reading. Counters grow from the beginning of the connection. */
export interface Reading {
  /** When it was read, ms. */
  readonly atMs: number
  readonly inBytes: number | null
  /** Packets of sound and picture. */
  readonly received: number | null
  readonly lost: number | null
  readonly soundReceived: number | null
  readonly soundSent: number | null
  /** Samples of sound that were played, and those of them that were made up while somebody spoke. */
  readonly samples: number | null
  readonly madeUp: number | null
  /** Which path is in use. */
  readonly path: string | null
  /** Round trip of the last check of the path, ms, and how many there were. */
  readonly pairTripMs: number | null
  readonly pairTrips: number | null
  /** The average of all of them, ms. */
  readonly pairMeanMs: number | null
  /** What the browser believes that the way out can carry, bits a second. Firefox does not tell. */
  readonly availableBps: number | null
  readonly echoes: readonly Echo[]
}

export function readReport(entries: readonly Entry[], atMs: number): Reading {
  const of = (type: string) => entries.filter((entry) => entry['type'] === type)
  const inbound = of('inbound-rtp')
  const sound = inbound.filter((entry) => entry['kind'] === 'audio')
  const soundOut = of('outbound-rtp').filter((entry) => entry['kind'] === 'audio')
  const pair = pairIn(entries)
  const concealed = sumIn(sound, 'concealedSamples')
  const trip = numberIn(pair, 'currentRoundTripTime')
  const total = numberIn(pair, 'totalRoundTripTime')
  const checks = numberIn(pair, 'responsesReceived')
  return {
    atMs,
    inBytes:
      sumIn(of('transport'), 'bytesReceived') ??
      numberIn(pair, 'bytesReceived') ??
      sumIn(inbound, 'bytesReceived'),
    received: sumIn(inbound, 'packetsReceived'),
    lost: sumIn(inbound, 'packetsLost'),
    soundReceived: sumIn(sound, 'packetsReceived'),
    soundSent: sumIn(soundOut, 'packetsSent'),
    samples: sumIn(sound, 'totalSamplesReceived'),
    madeUp: concealed === null ? null : concealed - (sumIn(sound, 'silentConcealedSamples') ?? 0),
    path: textIn(pair, 'id'),
    pairTripMs: trip === null ? null : trip * 1000,
    pairTrips: checks,
    pairMeanMs: total === null || checks === null || checks === 0 ? null : (total * 1000) / checks,
    availableBps: numberIn(pair, 'availableOutgoingBitrate'),
    echoes: of('remote-inbound-rtp').flatMap((entry) => echoOf(entry) ?? []),
  }
}

function echoOf(entry: Entry): Echo | null {
  const { kind } = entry
  if (kind !== 'audio' && kind !== 'video') return null
  const stamp = numberIn(entry, 'roundTripTimeMeasurements') ?? numberIn(entry, 'timestamp')
  if (stamp === null) return null
  const trip = numberIn(entry, 'roundTripTime')
  const loss = numberIn(entry, 'fractionLost')
  return {
    source: kind === 'audio' ? 'sound' : 'picture',
    stamp,
    tripMs: trip === null || trip <= 0 ? null : trip * 1000,
    loss: loss === null ? null : Math.min(1, Math.max(0, loss)),
  }
}
