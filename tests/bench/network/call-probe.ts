/**
 * Runs in every measured page before its own scripts: leads its connections through this side's bad link and the relay,
 * and records what is shown, heard and said. Closes over nothing but its argument.
 */

export interface ProbeSettings {
  readonly link: string
  readonly username: string
  readonly credential: string
}

/** A reading of the counters. */
export interface CounterRow {
  readonly at: number
  readonly samples: number
  readonly madeUp: number
  readonly soundPackets: number
  readonly pictureBytes: number
}

/** Loudness of eight milliseconds each, low and high tones, of what one's microphone gives and what is heard. */
export interface SoundRow {
  readonly at: number
  readonly own: number[]
  readonly heard: number[]
}

export interface Recorded {
  readonly rows: CounterRow[]
  /** When pictures of the other side were shown, and their heights. */
  readonly frames: [number, number][]
  readonly sound: SoundRow[]
  /** What the window said, from when on. */
  readonly said: [number, string][]
}

declare global {
  interface Window {
    network: {
      readonly isUp: () => boolean
      readonly begin: () => Promise<void>
      readonly recorded: Recorded
    }
  }
}

export function probeCall({ link, username, credential }: ProbeSettings): void {
  const clock = () => performance.timeOrigin + performance.now()
  const recorded: Recorded = { rows: [], frames: [], sound: [], said: [] }
  const connections: RTCPeerConnection[] = []
  const led = (given: RTCConfiguration = {}): RTCConfiguration => ({
    ...given,
    iceTransportPolicy: 'relay',
    iceServers: [{ urls: link, username, credential }],
  })
  const Native = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Native {
    constructor(given?: RTCConfiguration) {
      super(led(given))
      connections.push(this)
    }
    override setConfiguration(given?: RTCConfiguration): void {
      super.setConfiguration(led(given))
    }
  }
  const present = () => connections.findLast((each) => each.connectionState !== 'closed')

  async function sample(): Promise<void> {
    const row = { at: clock(), samples: 0, madeUp: 0, soundPackets: 0, pictureBytes: 0 }
    const stats = await present()?.getStats()
    stats?.forEach((entry: Record<string, unknown>) => {
      const count = (key: string) => Number(entry[key] ?? 0)
      if (entry['type'] !== 'inbound-rtp') return
      if (entry['kind'] === 'video') row.pictureBytes += count('bytesReceived')
      if (entry['kind'] !== 'audio') return
      row.samples += count('totalSamplesReceived')
      row.madeUp += count('concealedSamples') - count('silentConcealedSamples')
      row.soundPackets += count('packetsReceived')
    })
    recorded.rows.push(row)
  }

  function followPicture(): void {
    const receivers = present()?.getReceivers() ?? []
    const track = receivers.find((each) => each.track.kind === 'video')?.track
    for (const video of document.querySelectorAll('video')) {
      const stream = video.srcObject
      if (video.dataset['followed'] !== undefined || track === undefined) continue
      if (!(stream instanceof MediaStream) || !stream.getTracks().includes(track)) continue
      video.dataset['followed'] = 'yes'
      const next = () =>
        video.requestVideoFrameCallback((_, { presentationTime, height }) => {
          recorded.frames.push([performance.timeOrigin + presentationTime, height])
          next()
        })
      next()
    }
  }

  let lastSaid = ''
  function followWords(): void {
    const statuses = [...document.querySelectorAll('[role=status]')]
    const texts = statuses
      .map((each) => each.textContent?.trim() ?? '')
      .filter((text) => text !== '')
    const meter = document.querySelector('[aria-label^="Connection: "]')?.ariaLabel ?? ''
    const said = [meter, ...texts].join(' / ')
    if (said !== lastSaid) recorded.said.push([clock(), said])
    lastSaid = said
  }
  setInterval(() => {
    followPicture()
    followWords()
  }, 100)

  const WORKLET = `registerProcessor('loudness', class extends AudioWorkletProcessor {
    rows = []
    process(inputs) {
      const row = []
      for (const input of inputs) {
        const samples = input[0]
        let low = 0, high = 0
        if (samples) for (let i = 1; i < samples.length; i += 1) {
          low += (samples[i] + samples[i - 1]) ** 2
          high += (samples[i] - samples[i - 1]) ** 2
        }
        row.push(low, high)
      }
      this.rows.push(row)
      if (this.rows.length === 25) {
        this.port.postMessage({ end: (currentFrame + 128) / sampleRate, rows: this.rows })
        this.rows = []
      }
      return true
    }
  })`

  async function listen(connection: RTCPeerConnection): Promise<void> {
    const context = new AudioContext({ sampleRate: 16_000 })
    const code = new Blob([WORKLET], { type: 'text/javascript' })
    await context.audioWorklet.addModule(URL.createObjectURL(code))
    const options = { numberOfInputs: 2, channelCount: 1, channelCountMode: 'explicit' } as const
    const tap = new AudioWorkletNode(context, 'loudness', options)
    const sides = [connection.getSenders(), connection.getReceivers()]
    sides.forEach((side, input) => {
      const track = side.map((each) => each.track).find((each) => each?.kind === 'audio')
      if (track) context.createMediaStreamSource(new MediaStream([track])).connect(tap, 0, input)
    })
    tap.connect(context.destination)
    tap.port.addEventListener('message', ({ data }: MessageEvent<{ rows: number[][] }>) => {
      const own = data.rows.flatMap((row) => row.slice(0, 2))
      recorded.sound.push({ at: clock(), own, heard: data.rows.flatMap((row) => row.slice(2)) })
    })
    tap.port.start()
  }

  window.network = {
    isUp: () => connections.some((each) => each.connectionState === 'connected'),
    recorded,
    async begin() {
      const connection = present()
      if (connection === undefined) throw new Error('there is no connection')
      await listen(connection)
      setInterval(() => void sample().catch(() => undefined), 250)
    },
  }
}
