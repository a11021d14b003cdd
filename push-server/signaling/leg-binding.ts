/** Binds legs to sockets. A leg has one socket at most; the newest wins. */
import type { Log } from '../log.ts'
import type { PealSocket } from './peal-socket.ts'
import type { CallRoom } from './signaling-deps.ts'
import type { SocketRegistry } from './socket-registry.ts'

/** What binding needs. */
export interface LegBindingDeps {
  readonly calls: CallRoom
  readonly registry: SocketRegistry
  readonly log: Log
}

/** Binds sockets to legs, and reports legs that become silent. */
export class LegBinding {
  readonly #deps: LegBindingDeps

  constructor(deps: LegBindingDeps) {
    this.#deps = deps
  }

  /**
   * Binds the socket to the leg if that is a present leg of its device; answers whether it did. The leg's
   * former socket, and that of the leg that it replaces, get `bye superseded`.
   */
  bind(socket: PealSocket, callId: string, legId: string, prevLegId?: string): boolean {
    const { calls, registry } = this.#deps
    const { identity } = socket
    if (identity === null || !calls.isPresentLeg(callId, legId, identity)) return false
    if (socket.isOver) {
      // It closed while its request was in progress, so `closed` has not reported the leg.
      if (registry.byLeg(legId) === undefined) this.#silent(callId, legId)
      return false
    }
    if (prevLegId !== undefined && prevLegId !== legId) this.#supersede(socket, prevLegId)
    this.#supersede(socket, legId)
    if (socket.legId !== legId) this.#release(socket)
    registry.bindLeg(socket, callId, legId)
    return true
  }

  #supersede(socket: PealSocket, legId: string): void {
    const { registry } = this.#deps
    const older = registry.byLeg(legId)
    if (older === undefined || older === socket) return
    if (older.identity?.deviceId !== socket.identity?.deviceId) return
    registry.unbindLeg(older)
    older.bye('superseded')
  }

  /** Unbinds the socket from the leg that it had before. */
  #release(socket: PealSocket): void {
    const { callId, legId } = socket
    this.#deps.registry.unbindLeg(socket)
    if (callId !== null && legId !== null) this.#silent(callId, legId)
  }

  /** The socket has closed. */
  closed(socket: PealSocket): void {
    const { callId, legId } = socket
    const isBound = legId !== null && this.#deps.registry.byLeg(legId) === socket
    this.#deps.registry.unbindLeg(socket)
    if (isBound && callId !== null) this.#silent(callId, legId)
  }

  #silent(callId: string, legId: string): void {
    const { calls, log } = this.#deps
    if (calls.live(callId) === null) return
    calls.events
      .apply(callId, { type: 'silent', legId })
      .catch((error: unknown) => log.error({ callId, error }, 'a silent leg could not be recorded'))
  }
}
