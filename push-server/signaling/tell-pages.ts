/** Forwards messages of the bus to the member's pages. Each page is told what it may see. */
import type { BusMessage } from '../bus/bus-message.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

/** Tells a member's sockets. `presence` goes to those who watch the member instead, `changed` to many. */
export function tellPages(
  deps: SignalingDeps,
  memberId: string,
  message: Exclude<BusMessage, { type: 'presence' | 'changed' }>,
): void {
  const { calls, registry } = deps
  switch (message.type) {
    case 'call':
      for (const socket of registry.ofMember(memberId)) tellCall(deps, socket, message)
      return
    case 'ring':
      for (const socket of registry.ofDevice(message.deviceId)) {
        const ring = socket.identity === null ? null : calls.ring(message.known, socket.identity)
        if (ring !== null && isListening(socket)) socket.tell({ type: 'ring', ...ring })
      }
      return
    case 'peer-reset': {
      const { callId, gen, legId } = message
      registry.byLeg(legId)?.tell({ type: 'peer.reset', callId, gen })
      return
    }
    case 'missed':
      for (const socket of registry.ofMember(memberId)) {
        if (isListening(socket)) socket.tell({ type: 'missed', ...message.notice })
      }
      return
    default:
      message satisfies never
  }
}

/** A page that waits for its `welcome` is not told: its `welcome` is composed anew. */
function isListening(socket: PealSocket): boolean {
  if (!socket.isWelcomed) socket.isStale = true
  return socket.isWelcomed
}

function tellCall(
  { calls, registry }: SignalingDeps,
  socket: PealSocket,
  { known }: Extract<BusMessage, { type: 'call' }>,
): void {
  if (socket.identity === null) return
  const { legId } = socket
  if (isListening(socket)) {
    const view = calls.view(known, socket.identity, legId)
    if (view !== null) socket.tell({ type: 'call', ...view })
  }
  // The call is over, so its window is an ordinary page from now on.
  if (known.call.state === 'ended' && socket.callId === known.call.id) registry.unbindLeg(socket)
}
