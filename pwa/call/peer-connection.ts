/**
 * One RTCPeerConnection of a call: its offer or answer, its candidates, its tracks, its restarts.
 * No candidates are gathered and no track is attached before the call is answered. Reports by
 * `emit`; knows nothing of the server, of devices, or of the state of the call.
 */
import type { PeerState } from '../../protocol/peer-state.ts'
import type { Candidate, Description, SignalBody } from '../../protocol/signals.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import type { Timer } from '../platform/timer.ts'
import { batchCandidates } from './candidate-batch.ts'
import { START_SCALE, playAtOnce, scalePicture } from './first-picture.ts'
import { meet, newFlags } from './negotiation.ts'
import { openPeerChannel } from './peer-channel.ts'
import { repeatSound } from './sound-repeats.ts'

/** What the call window's machine hears of a connection. */
export type PeerReport =
  /** The first offer, for placing the call. */
  | { readonly type: 'offer-made'; readonly sdp: string }
  | { readonly type: 'signal-made'; readonly body: SignalBody }
  /** `up`: its `connectionState` is `connected`. */
  | { readonly type: 'peer-changed'; readonly up: boolean }
  /** It cannot be repaired; a new one is needed. */
  | { readonly type: 'peer-broken' }

export type PeerEvent =
  | PeerReport
  | { readonly type: 'stream'; readonly stream: MediaStream }
  | { readonly type: 'peer-state'; readonly state: PeerState }

/** The tracks to send. Null: none. */
export interface LocalTracks {
  readonly audio: MediaStreamTrack | null
  readonly video: MediaStreamTrack | null
}

export interface PeerDeps {
  /** The caller's side makes the first offer, and is the impolite one. */
  readonly offers: boolean
  readonly emit: (event: PeerEvent) => void
  /** Told why it is broken. */
  readonly report: (error: unknown) => void
  /**
   * STUN and TURN servers, requested before candidates are gathered, and at each restart: a relay's
   * credentials are short-lived. Must settle soon.
   */
  readonly iceServers: () => Promise<RTCIceServer[]>
  readonly timer: Timer
  readonly newConnection?: (configuration: RTCConfiguration) => RTCPeerConnection
}

/** Each step of a connection is done within this, ms. */
const STEP_MS = 8_000
/** The size of the picture changes within this, ms, or later by itself. */
const SCALE_MS = 300
/** The polite side waits this long for the other's restart before its own, ms. */
const POLITE_RESTART_MS = 1_000

export class PeerConnection {
  readonly #deps: PeerDeps
  readonly #pc: RTCPeerConnection
  readonly #channel: ReturnType<typeof openPeerChannel>
  readonly #flags = newFlags()
  readonly #stream = new MediaStream()
  #tracks: LocalTracks = { audio: null, video: null }
  /** The call is answered: gathering and sending are allowed. */
  #started = false
  /** The first offer and answer are exchanged; from now on either side may offer. */
  #settled = false
  #closed = false
  #wasUp = false
  #work: Promise<void> = Promise.resolve()
  #cancelRestart: (() => void) | null = null
  #repeats: Worker | null = null

  constructor(deps: PeerDeps) {
    this.#deps = deps
    const make = deps.newConnection ?? ((with_) => new RTCPeerConnection(with_))
    this.#pc = make({ bundlePolicy: 'max-bundle' })
    this.#channel = openPeerChannel(this.#pc, {
      heard: (state) => deps.emit({ type: 'peer-state', state }),
      report: deps.report,
    })
    this.#listen()
    if (deps.offers) {
      this.#repeats = repeatSound(this.#pc.addTransceiver('audio', { direction: 'sendrecv' }))
      this.#pc.addTransceiver('video', {
        direction: 'sendrecv',
        sendEncodings: [{ scaleResolutionDownBy: START_SCALE }],
      })
      this.#do(() => this.#makeFirstOffer())
    }
  }

  /** The offering side: the call is answered, so its offer takes effect and its tracks flow. */
  start(): void {
    this.#do(async () => {
      if (this.#started) return
      await this.#prepare()
      const offer = this.#firstOffer
      await this.#attach()
      await this.#pc.setLocalDescription(offer ?? undefined)
    })
  }

  /** Applies a signal of the other side; they arrive in order. */
  apply(body: SignalBody): void {
    this.#do(() =>
      'description' in body ? this.#meet(body.description) : this.#add(body.candidates),
    )
  }

  /** Replaces the tracks to send, now or once sending is allowed. */
  setTracks(tracks: LocalTracks): void {
    this.#tracks = tracks
    if (!this.#started) return
    this.#do(() => this.#attach())
  }

  /** Tells the other window which devices are on. */
  tell(state: PeerState): void {
    this.#channel.tell(state)
  }

  /** Looks for new paths, after a change of network (RFC 8445, ICE restart). */
  restart(): void {
    this.#cancelRestart?.()
    this.#cancelRestart = null
    if (!this.#settled) return
    this.#do(async () => {
      await this.#setServers()
      if (!this.#isClosed()) this.#pc.restartIce()
    })
  }

  /** For the quality controller and for the reading of statistics. */
  get parts(): { readonly connection: RTCPeerConnection; readonly repeats: Worker | null } {
    return { connection: this.#pc, repeats: this.#repeats }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancelRestart?.()
    this.#pc.close()
    this.#repeats?.terminate()
  }

  #firstOffer: RTCSessionDescriptionInit | null = null

  async #makeFirstOffer(): Promise<void> {
    const offer = await this.#pc.createOffer()
    this.#firstOffer = { type: 'offer', sdp: offer.sdp ?? '' }
    this.#deps.emit({ type: 'offer-made', sdp: offer.sdp ?? '' })
  }

  async #prepare(): Promise<void> {
    await this.#setServers()
    this.#started = true
  }

  async #setServers(): Promise<void> {
    const iceServers = await this.#deps.iceServers()
    if (this.#isClosed()) return
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers })
  }

  async #meet(description: Description): Promise<void> {
    const polite = !this.#deps.offers
    if (meet(this.#flags, polite, description, this.#pc.signalingState) === 'ignore') return
    try {
      await this.#pc.setRemoteDescription(description)
    } finally {
      this.#flags.settingRemoteAnswer = false
    }
    if (!this.#wasUp) playAtOnce(this.#pc, true)
    if (description.type === 'offer') {
      if (!this.#started) await this.#startAnswering()
      await this.#pc.setLocalDescription()
      this.#sendDescription()
    }
    this.#settled = true
  }

  /** The first offer has arrived; the transceivers of the answering side come from it. */
  async #startAnswering(): Promise<void> {
    await this.#prepare()
    for (const transceiver of this.#pc.getTransceivers()) {
      transceiver.direction = 'sendrecv'
      if (transceiver.receiver.track.kind === 'audio') this.#repeats = repeatSound(transceiver)
    }
    await this.#scale(START_SCALE)
    await this.#attach()
  }

  async #add(candidates: readonly Candidate[]): Promise<void> {
    for (const candidate of candidates) {
      try {
        await this.#pc.addIceCandidate(candidate)
      } catch (error) {
        // It belongs to an ignored offer or an earlier ICE generation.
        if (this.#flags.ignoringOffer || this.#settled) continue
        throw error
      }
    }
  }

  async #attach(): Promise<void> {
    const { audio, video } = this.#tracks
    for (const { sender, receiver } of this.#pc.getTransceivers()) {
      const track = receiver.track.kind === 'audio' ? audio : video
      if (sender.track !== track) await sender.replaceTrack(track)
    }
  }

  #listen(): void {
    const pc = this.#pc
    const { timer, emit } = this.#deps
    const found = batchCandidates(timer, (candidates) => {
      if (!this.#closed) emit({ type: 'signal-made', body: { candidates } })
    })
    pc.addEventListener('icecandidate', ({ candidate }) => {
      // Nobody waits for the end of candidates.
      if (candidate !== null && candidate.candidate !== '') found(candidate)
    })
    pc.addEventListener('negotiationneeded', () => {
      if (this.#settled) this.#do(() => this.#offerAgain())
    })
    pc.addEventListener('connectionstatechange', () => this.#connectionChanged())
    pc.addEventListener('track', ({ track }) => {
      this.#stream.addTrack(track)
      emit({ type: 'stream', stream: this.#stream })
    })
  }

  async #offerAgain(): Promise<void> {
    this.#flags.makingOffer = true
    try {
      await this.#pc.setLocalDescription()
      this.#sendDescription()
    } finally {
      this.#flags.makingOffer = false
    }
  }

  #sendDescription(): void {
    const description = this.#pc.localDescription
    if (description === null) return
    const { type, sdp } = description
    this.#deps.emit({ type: 'signal-made', body: { description: { type, sdp } } })
  }

  #connectionChanged(): void {
    const state = this.#pc.connectionState
    const up = state === 'connected'
    this.#deps.emit({ type: 'peer-changed', up })
    if (up) {
      this.#cancelRestart?.()
      this.#cancelRestart = null
      this.#wasUp = true
      return
    }
    if (state === 'failed') this.restart()
    if (state !== 'disconnected' || this.#cancelRestart !== null) return
    if (this.#deps.offers) return this.restart()
    // The other side restarts, too; two offers at once would cost a round trip.
    this.#cancelRestart = this.#deps.timer(POLITE_RESTART_MS, () => this.restart())
  }

  /** Best effort: nothing depends on it. */
  async #scale(by: number): Promise<void> {
    const { timer, report } = this.#deps
    await within(scalePicture(this.#pc, by).catch(report), SCALE_MS, timer)
  }

  /** Does one thing after the other; one that fails, or hangs, breaks this connection. */
  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#closed) return
      try {
        const done = await within(work(), STEP_MS, this.#deps.timer)
        if (done === TOO_LATE) throw new Error('a step of the connection hangs')
      } catch (error) {
        if (this.#isClosed()) return
        this.#deps.report(error)
        this.#deps.emit({ type: 'peer-broken' })
      }
    })
  }

  #isClosed(): boolean {
    return this.#closed
  }
}
