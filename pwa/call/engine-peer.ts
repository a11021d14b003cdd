/** The window's current connection: its tracks, its stats, its events; late ones are dropped. */
import type { PeerState } from '../../protocol/peer-state.ts'
import type { SignalBody } from '../../protocol/signals.ts'
import { loadCode } from '../platform/load-code.ts'
import { PeerConnection } from './peer-connection.ts'
import type { LocalTracks, PeerDeps, PeerReport } from './peer-connection.ts'
import type { QualityView } from './quality/controller.ts'
import type { ConnectionDetails } from './stats.ts'

/** Stats are read this often, ms. */
const STATS_MS = 2_000
/** After connecting, pictures stay small for this long, so that the first one arrives soon; ms. */
const START_SMALL_MS = 1_000

/** What is seen of the other side. */
export interface RemoteView {
  readonly remote: MediaStream | null
  /** What the other window says of its devices; null: nothing yet. */
  readonly remoteState: PeerState | null
  readonly details: ConnectionDetails | null
  /** How good it is, and what is done about it; null: not known yet. */
  readonly quality: QualityView | null
}

export interface PeerHostDeps extends Omit<PeerDeps, 'offers' | 'emit'> {
  readonly now: () => number
  /** `pc` is the number of the connection. */
  readonly happen: (event: PeerReport & { readonly pc: number }) => void
  readonly show: (view: Partial<RemoteView>) => void
}

/** The last stats stay: they are shown with a call that failed. */
const NOTHING = { remote: null, remoteState: null, quality: null } as const

export function createPeerHost(deps: PeerHostDeps) {
  const { timer, now, happen, show, report } = deps
  const broken = (pc: number) => happen({ type: 'peer-broken', pc })
  let peer: { readonly pc: number; readonly connection: PeerConnection } | null = null
  /** The number of a connection that the browser did not make. */
  let unmade: number | null = null
  let tracks: LocalTracks = { audio: null, video: null }
  let state: PeerState = { microphone: false, camera: false, screen: false }
  let details: ConnectionDetails | null = null
  let cancelStats: (() => void) | null = null
  let stopQuality: (() => void) | null = null

  function feedPeer(): void {
    peer?.connection.setTracks(tracks)
    peer?.connection.tell(state)
  }

  function drop(): void {
    cancelStats?.()
    cancelStats = null
    stopQuality?.()
    stopQuality = null
    details = null
    peer?.connection.close()
    peer = null
  }

  function close(): void {
    drop()
    show(NOTHING)
  }

  /** Loaded after the first picture, which it makes larger. */
  function followSoon(): void {
    const followed = peer?.connection
    if (followed === undefined || stopQuality !== null) return
    const load = () => loadCode(() => import('./quality/follow-quality.ts'))
    stopQuality = timer(START_SMALL_MS, () => {
      void load().then(({ followQuality }) => {
        if (peer?.connection !== followed) return
        stopQuality = followQuality({
          ...{ ...followed.parts, timer, now, report },
          sends: () => (tracks.video === null ? null : state.screen ? 'screen' : 'face'),
          show: (quality) => show({ quality }),
        })
      })
    })
  }

  function readSoon(): void {
    cancelStats?.()
    cancelStats = timer(STATS_MS, () => {
      // Retried: the server may be away, from which this script is loaded, or the browser gives no statistics.
      read().catch(readSoon)
    })
  }

  async function read(): Promise<void> {
    const reading = peer
    if (reading === null) return
    // Loaded late, to keep the script that comes before the first picture small.
    const [{ readEntries }, { readStats }] = await Promise.all([
      import('./read-entries.ts'),
      import('./stats.ts'),
    ])
    const entries = await readEntries(reading.connection.parts.connection, timer)
    if (peer !== reading) return
    details = readStats(entries, details, now())
    show({ details })
    readSoon()
  }

  return {
    open(pc: number, offers: boolean): void {
      drop()
      show({ details: null, quality: null })
      try {
        const connection = new PeerConnection({
          ...deps,
          offers,
          emit: (event) => {
            if (peer?.connection !== connection) return
            if (event.type === 'stream') show({ remote: event.stream })
            else if (event.type === 'peer-state') show({ remoteState: event.state })
            else happen({ ...event, pc })
            if (event.type === 'peer-changed' && event.up) followSoon()
          },
        })
        peer = { pc, connection }
      } catch (error) {
        report(error)
        unmade = pc
        return broken(pc)
      }
      feedPeer()
    },

    start(pc: number): void {
      if (pc === unmade) return broken(pc)
      if (peer?.pc !== pc) return
      peer.connection.start()
      readSoon()
    },

    apply(pc: number, body: SignalBody): void {
      if (pc === unmade) return broken(pc)
      if (peer?.pc !== pc) return
      peer.connection.apply(body)
      // Read from the beginning: for a connection that is never made, they show what was tried.
      if (cancelStats === null) readSoon()
    },

    closeOne(pc: number): void {
      if (peer?.pc === pc) close()
    },

    close,

    /** Sets the tracks to send, and what the other window is told about them. */
    feed(sent: LocalTracks, told: PeerState): void {
      tracks = sent
      state = told
      feedPeer()
    },

    /** The network changed: looks for new paths. */
    restart: () => peer?.connection.restart(),
  }
}
