/** Which socket each leg has at the simulation's server: the newest one wins. */
import type { SimSocket } from './sim-socket.ts'

export class LegSockets {
  readonly #byLeg = new Map<string, SimSocket>()

  of(legId: string): SimSocket | undefined {
    return this.#byLeg.get(legId)
  }

  clear(): void {
    this.#byLeg.clear()
  }

  /** The leg that has lost its socket, or null. */
  closed(socket: SimSocket): string | null {
    const legId = socket.boundLeg
    if (legId === null || this.#byLeg.get(legId) !== socket) return null
    this.#byLeg.delete(legId)
    return legId
  }

  /**
   * Gives the socket to a leg, and tells the socket that had that leg or the one it took over.
   * Returns the leg that this socket had before and that has no socket now, or null.
   */
  bind(socket: SimSocket, legId: string, prevLegId: string | null): string | null {
    for (const each of prevLegId === null ? [legId] : [prevLegId, legId]) {
      const older = this.#byLeg.get(each)
      if (older === undefined || older === socket) continue
      this.#byLeg.delete(each)
      older.boundLeg = null
      older.down({ type: 'bye', code: 'superseded' })
    }
    const before = socket.boundLeg === legId ? null : this.closed(socket)
    socket.boundLeg = legId
    this.#byLeg.set(legId, socket)
    return before
  }
}
