/** Quality and path of a connection, read from `getStats()` (W3C webrtc-stats). Pure. */

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
  /** 0 (nothing arrives) to 4; null: not connected yet. */
  readonly quality: 0 | 1 | 2 | 3 | 4 | null
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

/** One entry of a report. Its fields are unchecked. */
type Entry = Readonly<Record<string, unknown>>

const number = (entry: Entry | undefined, key: string): number | null => {
  const value = entry?.[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
const text = (entry: Entry | undefined, key: string): string | null => {
  const value = entry?.[key]
  return typeof value === 'string' && value !== '' ? value : null
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
  const pair =
    byId.get(transport?.['selectedCandidatePairId']) ??
    of('candidate-pair').find((entry) => entry['nominated'] === true)
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
    quality: pair === undefined ? null : qualityOf(rttMs, loss, inBps),
    sums,
  }
}

function sum(entries: readonly Entry[], key: string): number {
  return entries.reduce((total, entry) => total + (number(entry, key) ?? 0), 0)
}

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

/** From 4 (good) to 0, by packet loss and round trip. */
function qualityOf(rttMs: number | null, loss: number | null, inBps: number | null) {
  if (inBps === 0) return 0
  const lost = loss ?? 0
  const rtt = rttMs ?? 0
  if (lost > 0.1 || rtt > 800) return 1
  if (lost > 0.04 || rtt > 400) return 2
  if (lost > 0.01 || rtt > 200) return 3
  return 4
}
