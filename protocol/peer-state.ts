/**
 * What two call windows tell each other over their data channel, without the server: whether microphone and
 * camera are on, so that a photo can replace a dark picture.
 */
import * as v from 'valibot'

/** The data channel's label and its fixed id (`negotiated: true`, so that RFC 8832 is not needed). */
export const PEER_CHANNEL = { label: 'peal', id: 0 } as const

export const mediaState = v.object({ microphone: v.boolean(), camera: v.boolean() })
export type MediaState = v.InferOutput<typeof mediaState>

/** One message on the channel, as JSON text: the sender's whole state, sent at every change. */
export const peerState = v.object({
  ...mediaState.entries,
  /** The picture is a shared screen: show it whole and not mirrored. */
  screen: v.boolean(),
})
export type PeerState = v.InferOutput<typeof peerState>
