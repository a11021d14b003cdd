/** A plain call between two pages, as browsers make it by themselves: the baseline on bad networks. */
import { joinRoom } from './page-relay.ts'

const offers = new URLSearchParams(location.search).get('role') === 'caller'
const relay = await joinRoom()
const media = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: { ideal: 1280 }, height: { ideal: 720 } },
})
const element = <E extends HTMLMediaElement>(selector: string): E => {
  const found = document.querySelector<E>(selector)
  if (found === null) throw new Error(`there is no ${selector}`)
  return found
}
element('.own').srcObject = media

const peer = new RTCPeerConnection()
const early: RTCIceCandidateInit[] = []
for (const track of media.getTracks()) peer.addTrack(track, media)
peer.addEventListener('icecandidate', ({ candidate }) => {
  if (candidate !== null) relay.send({ candidate: candidate.toJSON() })
})
peer.addEventListener('track', ({ streams: [stream] }) => {
  element('.other').srcObject = stream ?? null
  element('audio').srcObject = stream ?? null
})
// As good as any plain page: it looks for new paths when the old one fails.
peer.addEventListener('connectionstatechange', () => {
  if (offers && peer.connectionState === 'failed') peer.restartIce()
})
const offer = async () => {
  await peer.setLocalDescription()
  relay.send({ description: peer.localDescription?.toJSON() })
}
let began = false
peer.addEventListener('negotiationneeded', () => {
  if (offers && began) void offer()
})

async function take(message: Record<string, unknown>): Promise<void> {
  if ('ready' in message && offers && !began) {
    began = true
    return offer()
  }
  if ('candidate' in message) {
    const candidate = message['candidate'] as RTCIceCandidateInit
    if (peer.remoteDescription === null) early.push(candidate)
    else await peer.addIceCandidate(candidate)
  }
  if (!('description' in message)) return
  const description = message['description'] as RTCSessionDescriptionInit
  await peer.setRemoteDescription(description)
  for (const candidate of early.splice(0)) await peer.addIceCandidate(candidate)
  if (description.type === 'offer') await offer()
}
relay.hear((message) => void take(message))
if (!offers) relay.send({ ready: true })
document.body.dataset['ready'] = 'yes'
