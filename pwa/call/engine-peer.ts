/** The window's current connection: its tracks, its stats, its events; late ones are dropped. */
import type { MediaState, PeerState } from '../../protocol/peer-state.ts'
import type { SignalBody } from '../../protocol/signals.ts'
import type { Timer } from '../platform/timer.ts'
import { PeerConnection } from './peer-connection.ts'
import type { LocalTracks, PeerDeps } from './peer-connection.ts'
import type { ConnectionDetails } from './stats.ts'

/** Stats are read this often, ms. */
const STATS_MS = 2_000

export type HostEvent =
  | { readonly type: 'offer-made'; readonly pc: number; readonly sdp: string }
  | { readonly type: 'signal-made'; readonly pc: number; readonly body: SignalBody }
  | { readonly type: 'peer-changed'; readonly pc: number; readonly up: boolean }
  | { readonly type: 'peer-broken'; readonly pc: number }

/** What is seen of the other side. */
export interface RemoteView {
  readonly remote: MediaStream | null
  readonly remoteState: PeerState | null
  readonly details: ConnectionDetails | null
}

export interface PeerHostDeps {
  readonly timer: Timer
  readonly now: () => number
  readonly iceServers: PeerDeps['iceServers']
  readonly newConnection: PeerDeps['newConnection']
  readonly happen: (event: HostEvent) => void
  readonly show: (view: Partial<RemoteView>) => void
  readonly report: (error: unknown) => void
}

/** The last stats stay: they are shown with a call that failed. */
const NOTHING = { remote: null, remoteState: null } as const

export class PeerHost {
  readonly #deps: PeerHostDeps
  #peer: { readonly pc: number; readonly connection: PeerConnection } | null = null
  #tracks: LocalTracks = { audio: null, video: null }
  #state: PeerState = { microphone: false, camera: false, screen: false }
  #details: ConnectionDetails | null = null
  #cancelStats: (() => void) | null = null

  constructor(deps: PeerHostDeps) {
    this.#deps = deps
  }

  open(pc: number, offers: boolean): void {
    this.#drop()
    this.#deps.show({ details: null })
    const { timer, iceServers, newConnection } = this.#deps
    const connection = new PeerConnection({
      offers,
      timer,
      iceServers,
      newConnection,
      emit: (event) => {
        if (this.#peer?.connection !== connection) return
        switch (event.type) {
          case 'offer':
            this.#deps.happen({ type: 'offer-made', pc, sdp: event.sdp })
            return
          case 'signal':
            this.#deps.happen({ type: 'signal-made', pc, body: event.body })
            return
          case 'changed':
            this.#deps.happen({ type: 'peer-changed', pc, up: event.up })
            return
          case 'broken':
            this.#deps.report(event.error)
            this.#deps.happen({ type: 'peer-broken', pc })
            return
          case 'stream':
            this.#deps.show({ remote: event.stream })
            return
          case 'peer-state':
            this.#deps.show({ remoteState: event.state })
            return
          default:
            return event satisfies never
        }
      },
    })
    this.#peer = { pc, connection }
    this.#feed()
  }

  start(pc: number): void {
    if (this.#peer?.pc !== pc) return
    this.#peer.connection.start()
    this.#readSoon()
  }

  apply(pc: number, body: SignalBody): void {
    if (this.#peer?.pc !== pc) return
    this.#peer.connection.apply(body)
    // Read from the beginning: for a connection that is never made, they show what was tried.
    if (this.#cancelStats === null) this.#readSoon()
  }

  closeOne(pc: number): void {
    if (this.#peer?.pc === pc) this.close()
  }

  close(): void {
    this.#drop()
    this.#deps.show(NOTHING)
  }

  /** Sets the tracks to send, and what the other window is told about them. */
  feed(tracks: LocalTracks, state: MediaState & { readonly screen: boolean }): void {
    this.#tracks = tracks
    this.#state = state
    this.#feed()
  }

  /** The network changed: looks for new paths. */
  restart(): void {
    this.#peer?.connection.restart()
  }

  #feed(): void {
    this.#peer?.connection.setTracks(this.#tracks)
    this.#peer?.connection.tell(this.#state)
  }

  #drop(): void {
    this.#cancelStats?.()
    this.#cancelStats = null
    this.#details = null
    this.#peer?.connection.close()
    this.#peer = null
  }

  #readSoon(): void {
    this.#cancelStats?.()
    this.#cancelStats = this.#deps.timer(STATS_MS, () => {
      // Retried: the server, which serves this part of the script, may be away.
      this.#read().catch(() => {
        this.#readSoon()
      })
    })
  }

  async #read(): Promise<void> {
    const peer = this.#peer
    if (peer === null) return
    // Loaded late, to keep the script that comes before the first picture small.
    const [report, { readStats }] = await Promise.all([
      peer.connection.getStats(),
      import('./stats.ts'),
    ])
    if (this.#peer !== peer) return
    const entries: Record<string, unknown>[] = []
    report.forEach((entry: Record<string, unknown>) => entries.push(entry))
    this.#details = readStats(entries, this.#details, this.#deps.now())
    this.#deps.show({ details: this.#details })
    this.#readSoon()
  }
}
