/** Binds legs to sockets, and reports legs that become silent. A leg has one socket at most; the newest wins. */
import { inBackground } from '../background.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SignalingDeps } from './signaling-deps.ts'

/**
 * Binds the socket to the leg if that is a present leg of its device; answers whether it did. The leg's
 * former socket, and that of the leg that it replaces, get `bye superseded`.
 */
export function bindLeg(
  deps: SignalingDeps,
  socket: PealSocket,
  callId: string,
  legId: string,
  prevLegId?: string,
): boolean {
  const { calls, registry } = deps
  const { identity } = socket
  if (identity === null || !calls.isPresentLeg(callId, legId, identity)) return false
  if (socket.isOver) {
    // It closed while its request was in progress, so `releaseLeg` has not reported the leg.
    if (registry.byLeg(legId) === undefined) silent(deps, callId, legId)
    return false
  }
  if (prevLegId !== undefined && prevLegId !== legId) supersede(deps, socket, prevLegId)
  supersede(deps, socket, legId)
  if (socket.legId !== legId) releaseLeg(deps, socket)
  registry.bindLeg(socket, callId, legId)
  return true
}

function supersede({ registry }: SignalingDeps, socket: PealSocket, legId: string): void {
  const older = registry.byLeg(legId)
  if (older === undefined || older === socket) return
  if (older.identity?.deviceId !== socket.identity?.deviceId) return
  registry.unbindLeg(older)
  older.bye('superseded')
}

/** Unbinds the socket from the leg that it had: it has closed, or gets another one. */
export function releaseLeg(deps: SignalingDeps, socket: PealSocket): void {
  const { callId, legId } = socket
  const isBound = legId !== null && deps.registry.byLeg(legId) === socket
  deps.registry.unbindLeg(socket)
  if (isBound && callId !== null) silent(deps, callId, legId)
}

function silent(deps: SignalingDeps, callId: string, legId: string): void {
  inBackground(recordLeg(deps, callId, legId), deps.log, 'a silent leg could not be recorded')
}

/**
 * Records whether the leg has a socket, if its call is live. While nothing can be written, that is done later: a call
 * whose windows are gone would never end otherwise, and one whose windows are back would.
 */
export function recordLeg(
  { calls, registry, writeInTheEnd }: SignalingDeps,
  callId: string,
  legId: string,
): Promise<void> {
  return writeInTheEnd(
    `leg ${legId}`,
    'whether a leg has a socket could not be recorded',
    async () => {
      if (calls.live(callId) === null) return
      const type = registry.byLeg(legId) === undefined ? 'silent' : 'bound'
      await calls.events.apply(callId, { type, legId })
    },
  )
}
