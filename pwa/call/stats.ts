/** Figures and path of a connection, read from `getStats()` (W3C webrtc-stats). Pure. */
import { numberIn as number, pairIn, sumIn, textIn as text, type Entry } from './stats-entry.ts'

/** One reading. */
export interface ConnectionDetails {
  /** Round trip, ms; null: not known yet. */
  readonly rttMs: number | null
  /** Share of incoming packets lost since the last reading, 0 to 1. */
  readonly loss: number | null
  /** Since the last reading, bits a second. */
  readonly inBps: number | null
  readonly outBps: number | null
  readonly codecs: readonly string[]
  readonly received: Picture | null
  readonly sent: Picture | null
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly localPath: string | null
  readonly remotePath: string | null
  /** `udp` or `tcp`. */
  readonly transport: string | null
  readonly encryption: string | null
  /** How many candidates of each kind a side has found: shows what was tried if no path works. */
  readonly localFound: Readonly<Record<string, number>>
  readonly remoteFound: Readonly<Record<string, number>>
  /** The totals that the next reading is compared with. */
  readonly sums: Sums
}

export interface Picture {
  readonly width: number
  readonly height: number
  readonly fps: number | null
}

interface Sums {
  readonly atMs: number
  readonly received: number
  readonly lost: number
  readonly inBytes: number
  readonly outBytes: number
}

/** Reads a report; rates are computed from `before`, the previous reading. */
export function readStats(
  entries: readonly Entry[],
  before: ConnectionDetails | null,
  atMs: number,
): ConnectionDetails {
  const byId = new Map(entries.map((entry) => [entry['id'], entry]))
  const of = (type: string): Entry[] => entries.filter((entry) => entry['type'] === type)
  const transport = of('transport')[0]
  const pair = pairIn(entries)
  const local = byId.get(pair?.['localCandidateId'])
  const inbound = of('inbound-rtp')
  const sums: Sums = {
    atMs,
    received: sum(inbound, 'packetsReceived'),
    lost: sum(inbound, 'packetsLost'),
    inBytes: number(transport, 'bytesReceived') ?? sum(inbound, 'bytesReceived'),
    outBytes: number(transport, 'bytesSent') ?? sum(of('outbound-rtp'), 'bytesSent'),
  }
  const rtt = number(pair, 'currentRoundTripTime')
  const rttMs = rtt === null ? null : Math.round(rtt * 1000)
  const loss = before === null ? null : lossOf(sums, before.sums)
  const inBps = before === null ? null : rateOf(sums, before.sums, 'inBytes')
  return {
    rttMs,
    loss,
    inBps,
    outBps: before === null ? null : rateOf(sums, before.sums, 'outBytes'),
    codecs: codecsOf(of('codec')),
    received: pictureOf(inbound.find((entry) => entry['kind'] === 'video')),
    sent: pictureOf(of('outbound-rtp').find((entry) => entry['kind'] === 'video')),
    localPath: text(local, 'candidateType'),
    remotePath: text(byId.get(pair?.['remoteCandidateId']), 'candidateType'),
    transport: text(local, 'relayProtocol') ?? text(local, 'protocol'),
    encryption: encryptionOf(transport),
    localFound: kindsOf(of('local-candidate')),
    remoteFound: kindsOf(of('remote-candidate')),
    sums,
  }
}

const sum = (entries: readonly Entry[], key: string): number => sumIn(entries, key) ?? 0

function lossOf(now: Sums, before: Sums): number | null {
  const lost = Math.max(0, now.lost - before.lost)
  const all = lost + Math.max(0, now.received - before.received)
  return all === 0 ? null : lost / all
}

function rateOf(now: Sums, before: Sums, key: 'inBytes' | 'outBytes'): number | null {
  const seconds = (now.atMs - before.atMs) / 1000
  if (seconds <= 0) return null
  return Math.max(0, Math.round(((now[key] - before[key]) * 8) / seconds))
}

function codecsOf(entries: readonly Entry[]): string[] {
  const names = entries.flatMap((entry) => text(entry, 'mimeType')?.split('/')[1] ?? [])
  return [...new Set(names)]
}

function kindsOf(candidates: readonly Entry[]): Record<string, number> {
  const kinds: Record<string, number> = {}
  for (const entry of candidates) {
    const kind = text(entry, 'candidateType')
    if (kind !== null) kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  return kinds
}

function pictureOf(entry: Entry | undefined): Picture | null {
  const width = number(entry, 'frameWidth')
  const height = number(entry, 'frameHeight')
  if (width === null || height === null) return null
  return { width, height, fps: number(entry, 'framesPerSecond') }
}

function encryptionOf(transport: Entry | undefined): string | null {
  const parts = [text(transport, 'tlsVersion'), text(transport, 'srtpCipher')]
  if (text(transport, 'dtlsState') !== 'connected') return null
  const named = parts.filter((part) => part !== null && !/^[0-9A-F]{4}$/i.test(part))
  return ['DTLS-SRTP', ...named].join(', ')
}
