/** How many open sockets each device has. A browser profile with more has pages that nobody sees. */

/** Sockets that one device may have. */
export const MAX_DEVICE_SOCKETS = 64

/** Counts open sockets by device. */
export class SocketCounts {
  readonly #counts = new Map<string, number>()

  /** @returns how many the device has now */
  add(deviceId: string): number {
    const count = (this.#counts.get(deviceId) ?? 0) + 1
    this.#counts.set(deviceId, count)
    return count
  }

  remove(deviceId: string): void {
    const count = (this.#counts.get(deviceId) ?? 0) - 1
    if (count > 0) this.#counts.set(deviceId, count)
    else this.#counts.delete(deviceId)
  }
}
