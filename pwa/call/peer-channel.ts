/** What the two windows of a call tell each other of their devices, by a data channel. */
import * as v from 'valibot'
import { PEER_CHANNEL, peerState, type PeerState } from '../../protocol/peer-state.ts'

interface PeerChannelDeps {
  /** The other window has told its state. */
  readonly heard: (state: PeerState) => void
  readonly report: (error: unknown) => void
}

/** Opens the channel of a connection. */
export function openPeerChannel(
  connection: Pick<RTCPeerConnection, 'createDataChannel'>,
  { heard, report }: PeerChannelDeps,
) {
  const { label, id } = PEER_CHANNEL
  const channel = connection.createDataChannel(label, { negotiated: true, id })
  let told: PeerState | null = null

  function send(): void {
    if (told === null || channel.readyState !== 'open') return
    try {
      channel.send(JSON.stringify(told))
    } catch (error) {
      // Too much waits to be sent; the next change tells it.
      report(error)
    }
  }

  channel.addEventListener('open', send)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const state = parse(data)
    if (state !== null) heard(state)
  })
  return {
    /** Tells the other window which devices are on, now or when the channel opens. */
    tell(state: PeerState): void {
      told = state
      send()
    },
  }
}

function parse(data: unknown): PeerState | null {
  if (typeof data !== 'string') return null
  try {
    const parsed = v.safeParse(peerState, JSON.parse(data))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
