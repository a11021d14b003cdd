/** The window's current connection: its tracks, its stats, its events; late ones are dropped. */
import type { MediaState, PeerState } from '../../protocol/peer-state.ts'
import type { SignalBody } from '../../protocol/signals.ts'
import { PeerConnection } from './peer-connection.ts'
import type { LocalTracks, PeerDeps, PeerReport } from './peer-connection.ts'
import type { ConnectionDetails } from './stats.ts'

/** Stats are read this often, ms. */
const STATS_MS = 2_000

/** What is seen of the other side. */
export interface RemoteView {
  readonly remote: MediaStream | null
  readonly remoteState: PeerState | null
  readonly details: ConnectionDetails | null
}

export interface PeerHostDeps extends Omit<PeerDeps, 'offers' | 'emit'> {
  readonly now: () => number
  /** `pc` is the number of the connection. */
  readonly happen: (event: PeerReport & { readonly pc: number }) => void
  readonly show: (view: Partial<RemoteView>) => void
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
    const { happen, show } = this.#deps
    const connection = new PeerConnection({
      ...this.#deps,
      offers,
      emit: (event) => {
        if (this.#peer?.connection !== connection) return
        if (event.type === 'stream') show({ remote: event.stream })
        else if (event.type === 'peer-state') show({ remoteState: event.state })
        else happen({ ...event, pc })
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
      this.#read().catch(() => this.#readSoon())
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
