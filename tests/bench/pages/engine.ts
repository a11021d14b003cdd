/**
 * One side of a call, by `pwa/call/` alone or by a bare RTCPeerConnection. The camera is open and
 * the caller's offer has arrived; what is measured is from the answer to the first picture.
 */
import { PeerConnection } from '../../../pwa/call/peer-connection.ts'
import { pageTimer } from '../../../pwa/platform/timer.ts'
import type { SignalBody } from '../../../protocol/signals.ts'
import { firstFrame, joinRoom, moment } from './page-relay.ts'

interface Side {
  /** The caller's: makes the offer and sends it. The callee's: waits for it. */
  prepare(): Promise<void>
  /** The callee answers. */
  answer(): void
  readonly first: Promise<number>
  close(): void
}

declare global {
  interface Window {
    openCamera: () => Promise<void>
    prepare: (variant: 'peal' | 'bare', role: 'caller' | 'callee') => Promise<void>
    /** The moment of the answer. */
    answer: () => number
    /** The moment of the first picture. */
    first: () => Promise<number>
    endCall: () => void
  }
}

const relay = await joinRoom()
let camera: MediaStream | null = null
let side: Side | null = null
let hear: (message: Record<string, unknown>) => void = () => undefined
relay.hear((message) => hear(message))

const tracks = () => ({
  audio: camera?.getAudioTracks()[0] ?? null,
  video: camera?.getVideoTracks()[0] ?? null,
})

function pealSide(role: 'caller' | 'callee'): Side {
  let seen: (at: number) => void = () => undefined
  const first = new Promise<number>((settle) => (seen = settle))
  let offered: () => void = () => undefined
  const offer = new Promise<void>((settle) => (offered = settle))
  let remote: SignalBody | null = null
  const peer = new PeerConnection({
    offers: role === 'caller',
    timer: pageTimer,
    iceServers: () => Promise.resolve([]),
    report: reportError,
    emit: (event) => {
      if (event.type === 'offer-made') {
        relay.send({ offer: { description: { type: 'offer', sdp: event.sdp } } })
        offered()
      }
      if (event.type === 'signal-made') relay.send({ body: event.body })
      if (event.type === 'stream' && event.stream.getVideoTracks().length > 0) {
        void firstFrame(event.stream).then(seen)
      }
    },
  })
  peer.setTracks(tracks())
  hear = (message) => {
    if ('offer' in message) {
      remote = message['offer'] as SignalBody
      offered()
    }
    // The server tells both that the call is answered.
    if ('answered' in message) peer.start()
    if ('body' in message) peer.apply(message['body'] as SignalBody)
  }
  return {
    prepare: () => offer,
    answer: () => {
      relay.send({ answered: true })
      if (remote !== null) peer.apply(remote)
    },
    first,
    close: () => peer.close(),
  }
}

function bareSide(role: 'caller' | 'callee'): Side {
  const peer = new RTCPeerConnection()
  let seen: (at: number) => void = () => undefined
  const first = new Promise<number>((settle) => (seen = settle))
  let offered: () => void = () => undefined
  const offer = new Promise<void>((settle) => (offered = settle))
  const early: RTCIceCandidateInit[] = []
  let remote: RTCSessionDescriptionInit | null = null
  for (const track of camera?.getTracks() ?? []) peer.addTrack(track, camera ?? new MediaStream())
  peer.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) relay.send({ candidate: candidate.toJSON() })
  })
  peer.addEventListener('track', ({ track, streams: [stream] }) => {
    if (track.kind === 'video' && stream !== undefined) void firstFrame(stream).then(seen)
  })
  hear = (message) => {
    if ('offer' in message) {
      remote = message['offer'] as RTCSessionDescriptionInit
      offered()
    }
    if ('answer' in message)
      void peer.setRemoteDescription(message['answer'] as RTCSessionDescriptionInit)
    if ('candidate' in message) {
      const candidate = message['candidate'] as RTCIceCandidateInit
      if (role === 'caller' || peer.remoteDescription !== null) void peer.addIceCandidate(candidate)
      else early.push(candidate)
    }
  }
  return {
    async prepare() {
      if (role === 'callee') return offer
      await peer.setLocalDescription(await peer.createOffer())
      relay.send({ offer: peer.localDescription?.toJSON() })
    },
    answer: () => {
      void (async () => {
        if (remote === null) return
        await peer.setRemoteDescription(remote)
        const added = early.map((candidate) => peer.addIceCandidate(candidate))
        await peer.setLocalDescription(await peer.createAnswer())
        relay.send({ answer: peer.localDescription?.toJSON() })
        await Promise.all(added)
      })()
    },
    first,
    close: () => peer.close(),
  }
}

window.openCamera = async () => {
  camera = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 640, height: 480, frameRate: 30 },
  })
}
window.prepare = async (variant, role) => {
  side = variant === 'peal' ? pealSide(role) : bareSide(role)
  await side.prepare()
}
window.answer = () => {
  const at = moment()
  side?.answer()
  return at
}
window.first = () => side?.first ?? Promise.reject(new Error('not prepared'))
window.endCall = () => {
  side?.close()
  side = null
  document.querySelectorAll('video').forEach((video) => video.remove())
}
