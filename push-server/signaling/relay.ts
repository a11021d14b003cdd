/**
 * Signals between the two pages of a call. The server keeps none: it checks who sends and passes
 * the text on as it came, so that a relayed message costs little more than at a bare socket.
 */
import type { Signal, SignalAck } from '../../protocol/signals.ts'
import type { PealSocket } from './peal-socket.ts'
import type { CallRoom } from './signaling-deps.ts'
import type { SocketRegistry } from './socket-registry.ts'

/** What relaying looks at: memory alone. */
export interface RelayDeps {
  readonly calls: Pick<CallRoom, 'route'>
  readonly registry: SocketRegistry
}

/**
 * Passes a signal or an acknowledgement on to the other page, if the socket is bound to a present
 * leg of an answered call. Whatever else is dropped: its sender keeps it until it is acknowledged.
 * @param bytes the message as it arrived; it has been checked
 */
export function relay(
  { calls, registry }: RelayDeps,
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
  // The sender names the call by the id that a glare merged; the other page knows only its own.
  else to.tell({ ...message, callId: route.callId })
}
