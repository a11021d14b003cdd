/**
 * Records for a test what a page does, without changing it: the tracks it opens, the connections
 * it makes, the sounds it plays through WebAudio. Runs before the page's own scripts.
 */

declare global {
  interface Window {
    pealTest: {
      /** Every track that the page was given by getUserMedia or getDisplayMedia. */
      tracks: MediaStreamTrack[]
      /** How often the page asked for devices, and for what. */
      asked: MediaStreamConstraints[]
      connections: RTCPeerConnection[]
      /** When the page sounded, by `timeOrigin + now()`, and how loud. */
      sounds: { at: number; peak: number }[]
      /** When each ring that the page was told of stops, by `timeOrigin + now()`. */
      ringEnds: number[]
    }
  }
}

/** Small pictures: two cores encode and decode several at once. */
const SMALL = { width: 160, height: 120, frameRate: 10 }
/** Nobody hears an echo here, and looking for it costs an eighth of a call's CPU time. */
const PLAIN = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
/** Quieter than this is silence. */
const SILENCE = 0.001
const SAMPLE_MS = 40

/** Runs in the page; closes over nothing but its argument. */
export function installHooks({ small, plain, silence, sampleMs }: typeof hookSettings): void {
  const test: Window['pealTest'] = {
    tracks: [],
    asked: [],
    connections: [],
    sounds: [],
    ringEnds: [],
  }
  window.pealTest = test

  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (devices) {
    const getUserMedia = devices.getUserMedia.bind(devices)
    devices.getUserMedia = async (constraints: MediaStreamConstraints = {}) => {
      test.asked.push(constraints)
      const { video, audio } = constraints
      const stream = await getUserMedia({
        video: video ? { ...(video === true ? {} : video), ...small } : video,
        audio: audio ? { ...(audio === true ? {} : audio), ...plain } : audio,
      })
      test.tracks.push(...stream.getTracks())
      return stream
    }
    const getDisplayMedia = devices.getDisplayMedia.bind(devices)
    devices.getDisplayMedia = async (options?: DisplayMediaStreamOptions) => {
      const stream = await getDisplayMedia(options)
      test.tracks.push(...stream.getTracks())
      return stream
    }
  }

  const Connection = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      test.connections.push(this)
    }
  }

  const Socket = window.WebSocket
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data) as { type: string; call?: { ringLeftMs?: number } }
        const left = message.type === 'ring' ? message.call?.ringLeftMs : undefined
        if (left === undefined) return
        test.ringEnds.push(performance.timeOrigin + performance.now() + left)
      })
    }
  }

  // One analyser a context hears what every node sends to the speaker.
  const analysers = new WeakMap<AudioContext, AnalyserNode>()
  const connect = AudioNode.prototype.connect as (...args: unknown[]) => unknown
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    if (args[0] instanceof AudioDestinationNode && this.context instanceof AudioContext) {
      connect.call(this, analyserOf(this.context))
    }
    return connect.apply(this, args)
  } as typeof AudioNode.prototype.connect

  function analyserOf(context: AudioContext): AnalyserNode {
    const known = analysers.get(context)
    if (known) return known
    const analyser = context.createAnalyser()
    analysers.set(context, analyser)
    const samples = new Float32Array(analyser.fftSize)
    let heardUpTo = -1
    setInterval(() => {
      // A suspended context would report its last sound again and again.
      if (context.currentTime === heardUpTo) return
      heardUpTo = context.currentTime
      analyser.getFloatTimeDomainData(samples)
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      if (peak > silence) test.sounds.push({ at: performance.timeOrigin + performance.now(), peak })
    }, sampleMs)
    return analyser
  }
}

export const hookSettings = { small: SMALL, plain: PLAIN, silence: SILENCE, sampleMs: SAMPLE_MS }
