/**
 * Relays signals between the two pages of a call. The server keeps none. It checks the sender and forwards
 * the text unchanged, so that relaying costs little more than a bare socket.
 */
import type { Signal, SignalAck } from '../../protocol/signals.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

/**
 * Forwards a signal or an acknowledgement to the other page if the socket is bound to a present leg of an
 * answered call. Otherwise drops it: its sender keeps it until it is acknowledged.
 * @param bytes the message as it arrived, already validated
 */
export function relay(
  { calls, registry }: SignalingDeps,
  socket: PealSocket,
  message: Signal | SignalAck,
  bytes: Buffer,
): void {
  const { identity, legId } = socket
  if (identity === null || legId === null) return
  if (message.type === 'signal' && message.legId !== legId) return
  const route = calls.route(message.callId, legId, identity)
  if (route === null) return
  const to = registry.byLeg(route.toLegId)
  if (to === undefined) return
  if (route.callId === message.callId) to.forward(bytes)
  // The sender used the call's merged id, which the other page does not know.
  else to.tell({ ...message, callId: route.callId })
}
