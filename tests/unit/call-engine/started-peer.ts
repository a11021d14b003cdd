import { PeerConnection } from '../../../pwa/call/peer-connection.ts'
import type { PeerEvent } from '../../../pwa/call/peer-connection.ts'
import { FakeConnection } from './fake-connection.ts'
import { FakeTimer } from './fake-timer.ts'
import { FakeTrack } from './fake-tracks.ts'

/** The servers that it is given at first. */
export const turn = [{ urls: ['turn:relay'] }]
/** Everything that is ready to run has run. */
export const settled = () => new Promise((done) => setImmediate(done))

/** One side's connection in a browser that the test plays. */
export function startPeer(offers: boolean) {
  const clock = new FakeTimer()
  const fake = new FakeConnection()
  const events: PeerEvent[] = []
  const servers: { now: RTCIceServer[] } = { now: turn }
  const peer = new PeerConnection({
    offers,
    emit: (event) => events.push(event),
    report: () => undefined,
    iceServers: () => Promise.resolve(servers.now),
    timer: clock.timer,
    newConnection: () => fake as unknown as RTCPeerConnection,
  })
  const audio = new FakeTrack('audio')
  const video = new FakeTrack('video')
  const tracks = { audio, video } as unknown as { audio: MediaStreamTrack; video: MediaStreamTrack }
  return { clock, fake, events, peer, servers, tracks }
}

/** What the other side sends. */
export const offer = { description: { type: 'offer', sdp: 'theirs' } } as const
export const answer = { description: { type: 'answer', sdp: 'theirs' } } as const
