/** Which socket is a leg's: one each, the newest wins. */
import type { Log } from '../log.ts'
import type { PealSocket } from './peal-socket.ts'
import type { CallRoom } from './signaling-deps.ts'
import type { SocketRegistry } from './socket-registry.ts'

/** What binding looks at. */
export interface LegBindingDeps {
  readonly calls: CallRoom
  readonly registry: SocketRegistry
  readonly log: Log
}

/** Binds sockets to legs, and tells of legs that fall silent. */
export class LegBinding {
  readonly #deps: LegBindingDeps

  constructor(deps: LegBindingDeps) {
    this.#deps = deps
  }

  /**
   * Binds the socket to the leg if that is the present one of its device's; says whether it did.
   * Whoever had it, or the leg that this one took over, is told that the call is open elsewhere.
   */
  bind(socket: PealSocket, callId: string, legId: string, prevLegId?: string): boolean {
    const { calls, registry } = this.#deps
    const { identity } = socket
    if (identity === null || !calls.isPresentLeg(callId, legId, identity)) return false
    if (socket.isOver) {
      // It closed while its request was under way: nobody else will say that the leg is silent.
      if (registry.byLeg(legId) === undefined) this.#silent(callId, legId)
      return false
    }
    if (prevLegId !== undefined && prevLegId !== legId) this.#supersede(socket, prevLegId)
    this.#supersede(socket, legId)
    if (socket.legId !== legId) this.#letGo(socket)
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

  /** The socket has closed, or is another leg's from now on. */
  #letGo(socket: PealSocket): void {
    const { callId, legId } = socket
    this.#deps.registry.unbindLeg(socket)
    if (callId !== null && legId !== null) this.#silent(callId, legId)
  }

  closed(socket: PealSocket): void {
    const { callId, legId } = socket
    const isPresent = legId !== null && this.#deps.registry.byLeg(legId) === socket
    this.#deps.registry.unbindLeg(socket)
    if (isPresent && callId !== null) this.#silent(callId, legId)
  }

  #silent(callId: string, legId: string): void {
    const { calls, log } = this.#deps
    if (calls.live(callId) === null) return
    calls.events
      .silent(callId, legId)
      .catch((error: unknown) => log.error({ callId, error }, 'a silent leg was not noted'))
  }
}
