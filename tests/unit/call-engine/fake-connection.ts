/** An RTCPeerConnection that connects to nothing, and records what is done with it. */
import { REPORT_CHANNEL } from '../../../protocol/peer-report.ts'
import type { FakeTrack } from './fake-tracks.ts'

const newChannel = () =>
  Object.assign(new EventTarget(), {
    readyState: 'connecting',
    bufferedAmount: 0,
    sent: [] as unknown[],
    send(text: string) {
      this.sent.push(JSON.parse(text))
    },
  })

interface FakeTransceiver {
  direction: string
  readonly sender: {
    track: FakeTrack | null
    parameters: { encodings: RTCRtpEncodingParameters[] }
    replaceTrack(track: FakeTrack | null): Promise<void>
    /** Set by whoever transforms what is sent. */
    transform?: unknown
    getParameters(): { encodings: RTCRtpEncodingParameters[] }
    setParameters(
      parameters: { encodings: RTCRtpEncodingParameters[] },
      options?: { encodingOptions?: { keyFrame?: boolean }[] },
    ): Promise<void>
  }
  readonly receiver: { track: { kind: string }; jitterBufferTarget: number | null }
}

export class FakeConnection extends EventTarget {
  signalingState = 'stable'
  connectionState = 'new'
  localDescription: { type: string; sdp: string } | null = null
  remoteDescription: { type: string; sdp?: string } | null = null
  configuration: RTCConfiguration
  closed = false
  restarts = 0
  /** What was done, in order. */
  readonly log: string[] = []
  readonly candidates: string[] = []
  readonly transceivers: FakeTransceiver[] = []
  /** The first of its data channels. */
  readonly channel = newChannel()
  /** The one for reports. */
  readonly reports = newChannel()
  /** Key frames that were asked for. */
  keyFrames = 0

  constructor(configuration: RTCConfiguration = {}) {
    super()
    this.configuration = configuration
  }

  createDataChannel(label: string): object {
    return label === REPORT_CHANNEL.label ? this.reports : this.channel
  }

  addTransceiver(kind: string): void {
    const sender: FakeTransceiver['sender'] = {
      track: null,
      parameters: { encodings: [{}] },
      replaceTrack: (track) => {
        this.log.push(`${kind} ${track === null ? 'off' : 'on'}`)
        sender.track = track
        return Promise.resolve()
      },
      getParameters: () => ({
        encodings: sender.parameters.encodings.map((each) => ({ ...each })),
      }),
      setParameters: (parameters, options) => {
        sender.parameters = parameters
        if (options?.encodingOptions?.[0]?.keyFrame === true) this.keyFrames += 1
        return Promise.resolve()
      },
    }
    const receiver = { track: { kind }, jitterBufferTarget: null }
    this.transceivers.push({ direction: 'sendrecv', sender, receiver })
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers
  }

  getConfiguration(): RTCConfiguration {
    return this.configuration
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = configuration
  }

  createOffer(): Promise<{ type: string; sdp: string }> {
    return Promise.resolve({ type: 'offer', sdp: 'first offer' })
  }

  setLocalDescription(given?: { type: string; sdp: string }): Promise<void> {
    const answers = this.signalingState === 'have-remote-offer'
    const made = answers ? { type: 'answer', sdp: 'answer' } : { type: 'offer', sdp: 'later offer' }
    this.localDescription = given ?? made
    this.log.push(`local ${this.localDescription.type}`)
    this.signalingState = answers ? 'stable' : 'have-local-offer'
    return Promise.resolve()
  }

  setRemoteDescription(description: { type: string; sdp?: string }): Promise<void> {
    if (description.sdp === 'broken') return Promise.reject(new Error('broken'))
    this.log.push(`remote ${description.type}`)
    this.remoteDescription = description
    const offers = description.type === 'offer'
    if (offers && this.transceivers.length === 0) {
      this.addTransceiver('audio')
      this.addTransceiver('video')
    }
    this.signalingState = offers ? 'have-remote-offer' : 'stable'
    return Promise.resolve()
  }

  addIceCandidate({ candidate }: { candidate: string }): Promise<void> {
    if (candidate === 'stale') return Promise.reject(new Error('stale'))
    this.candidates.push(candidate)
    return Promise.resolve()
  }

  restartIce(): void {
    this.restarts += 1
    this.dispatchEvent(new Event('negotiationneeded'))
  }

  /** What its `getStats()` reports, by id. */
  readonly report = new Map<string, object>()

  getStats(): Promise<Map<string, object>> {
    return Promise.resolve(this.report)
  }

  close(): void {
    this.closed = true
  }

  become(state: string): void {
    this.connectionState = state
    this.dispatchEvent(new Event('connectionstatechange'))
  }

  find(candidate: string): void {
    const found = { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' }
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: found }))
  }

  openChannel(): void {
    this.channel.readyState = 'open'
    this.channel.dispatchEvent(new Event('open'))
  }

  /** A message arrives on this channel. */
  hear(text: string, channel: EventTarget = this.channel): void {
    channel.dispatchEvent(Object.assign(new Event('message'), { data: text }))
  }

  /** The kinds of the tracks that are sent. */
  get leaving(): string[] {
    return this.transceivers.flatMap(({ sender }) => sender.track?.kind ?? [])
  }
}

/** The browser's class, which Node lacks. */
export class FakeMediaStream {
  readonly #tracks: FakeTrack[]

  constructor(tracks: FakeTrack[] = []) {
    this.#tracks = [...tracks]
  }

  addTrack(track: FakeTrack): void {
    this.#tracks.push(track)
  }

  getTracks(): FakeTrack[] {
    return this.#tracks
  }

  getVideoTracks(): FakeTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'video')
  }
}
