/**
 * The baseline of answering, one step after another: a press opens a blank window, which opens the
 * camera and then sends an offer to the caller, who is waiting with an open camera.
 */
import { firstFrame, joinRoom, moment } from './page-relay.ts'

declare global {
  interface Window {
    /** The moment of the last press. */
    pressedAt: number
    /** The moment of the first picture. */
    first: () => Promise<number>
  }
}

const role = new URLSearchParams(location.search).get('role')
const relay = await joinRoom()
let seen: (at: number) => void = () => undefined
const first = new Promise<number>((settle) => (seen = settle))
window.first = () => first

const camera = () =>
  navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } })

async function connect(stream: MediaStream, offers: boolean): Promise<void> {
  const peer = new RTCPeerConnection()
  const early: RTCIceCandidateInit[] = []
  for (const track of stream.getTracks()) peer.addTrack(track, stream)
  peer.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) relay.send({ candidate: candidate.toJSON() })
  })
  peer.addEventListener('track', ({ track, streams: [remote] }) => {
    if (track.kind === 'video' && remote !== undefined) void firstFrame(remote).then(seen)
  })
  relay.hear((message) => {
    void (async () => {
      if ('candidate' in message) {
        const candidate = message['candidate'] as RTCIceCandidateInit
        if (peer.remoteDescription === null) early.push(candidate)
        else await peer.addIceCandidate(candidate)
        return
      }
      const description = message['description'] as RTCSessionDescriptionInit
      await peer.setRemoteDescription(description)
      for (const candidate of early.splice(0)) await peer.addIceCandidate(candidate)
      if (description.type !== 'offer') return
      await peer.setLocalDescription(await peer.createAnswer())
      relay.send({ description: peer.localDescription?.toJSON() })
    })()
  })
  if (!offers) return
  await peer.setLocalDescription(await peer.createOffer())
  relay.send({ description: peer.localDescription?.toJSON() })
}

if (role === 'caller') await connect(await camera(), false)
if (role === 'callee') await connect(await camera(), true)
if (role === 'tab') {
  const button = document.createElement('button')
  button.textContent = 'Answer'
  button.addEventListener('click', () => {
    window.pressedAt = moment()
    const address = new URL(location.href)
    address.searchParams.set('role', 'callee')
    window.open(address, '_blank', 'popup,width=960,height=720')
  })
  document.body.append(button)
}
document.body.dataset['ready'] = 'yes'
