import { WEBRTC_ID, type Connector } from '../connectors.ts'

/** Peer to peer between two browsers (W3C WebRTC 1.0): what Peal itself does. */
export const webrtc: Connector = {
  id: WEBRTC_ID,
  title: 'Peal video',
  hint: 'Goes straight to the other browser',
  icon: 'video-camera',
  kind: 'peer',
  template: null,
  account: null,
  settings: [],
  docs: 'https://www.w3.org/TR/webrtc/',
}
